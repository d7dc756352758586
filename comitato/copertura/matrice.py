"""Who serves what, where and when: from a ``Mondo`` to its cells. Pure: nothing is read."""

from collections import defaultdict
from fractions import Fraction

from comitato.copertura.calcolo import SCOPERTO, Casella, Somma


class Matrice:
    """The cells of a ``Mondo`` in a period (``Quando``), or in any."""

    def __init__(self, mondo, quando=None):
        self.mondo, self.quando = mondo, quando
        self._serve, self._porte, self._muti = (defaultdict(list) for _posto in range(3))
        for servizio in mondo.servizi:
            if quando is None or servizio.periodi & quando.valgono:
                _segna(self._serve, servizio, servizio.serviti)
                _segna(self._porte, servizio, servizio.porte)
            elif not servizio.periodi:
                _segna(self._muti, servizio, servizio.serviti)
        self._opere = defaultdict(list)
        for opera in mondo.opere:
            for tipologia in opera.tipologie:
                for comune in opera.comuni:
                    self._opere[comune, tipologia].append(opera)
        self._caselle = {}
        self._persone = {}

    def casella(self, luogo, tipo):
        """Return the ``Casella`` of a comune and a typology."""
        chiave = luogo.pk, tipo.pk
        if chiave not in self._caselle:
            bisogni = self.mondo.bisogni
            servizi, persone = tuple(self._serve.get(chiave, ())), self._di_quell_eta(luogo.pk, tipo.fascia)
            self._caselle[chiave] = Casella(
                tipo=tipo,
                luogo=luogo,
                servizi=servizi,
                quota_posti=self._quota(servizi, persone, tipo.fascia),
                porte=tuple(self._porte.get(chiave, ())),
                senza_periodo=tuple(self._muti.get(chiave, ())),
                opere=tuple(self._opere.get(chiave, ())),
                persone=persone,
                mancano=bisogni.mancano(*chiave, self.quando and self.quando.valgono),
                cercati=bisogni.cercati(*chiave),
            )
        return self._caselle[chiave]

    def somma(self, luoghi, tipo):
        """Return the ``Somma`` of a typology in the comuni ``luoghi``."""
        caselle = tuple(self.casella(luogo, tipo) for luogo in luoghi)
        persone = [casella.persone for casella in caselle]
        quote = [casella.quota_posti for casella in caselle if casella.quota_posti is not None]
        return Somma(
            tipo=tipo,
            servizi=_una_volta(servizio for casella in caselle for servizio in casella.servizi),
            opere=_una_volta(opera for casella in caselle for opera in casella.opere),
            persone=None if None in persone or not persone else sum(persone),
            mancano=sum(casella.mancano for casella in caselle),
            cercati=sum(casella.cercati for casella in caselle),
            quota_posti=sum(quote) if quote else None,
            caselle=caselle,
        )

    def dove_manca(self, luoghi, tipi):
        """Return the uncovered cells, where it is needed most first (``punti``, then requests, then names).

        The typologies with no age of their own come after the others.
        """
        scoperte = (self.casella(luogo, tipo) for tipo in tipi for luogo in luoghi)
        return sorted(
            (casella for casella in scoperte if casella.stato == SCOPERTO),
            key=lambda c: (c.punti is None, -(c.punti or 0), -c.richieste, c.tipo.nome, c.luogo.nome),
        )

    def _quota(self, servizi, persone, fascia):
        """Return the part of the places of ``servizi`` that goes to ``persone`` of those they are for."""
        con_posti = [servizio for servizio in servizi if servizio.posti is not None]
        if persone is None or not con_posti:
            return None
        tutti = [(servizio.posti, self._servite(servizio, fascia)) for servizio in con_posti]
        if None in [chi for _posti, chi in tutti]:
            return None
        return sum((Fraction(posti * persone, chi) for posti, chi in tutti if chi), Fraction(0))

    def _servite(self, servizio, fascia):
        """Return the people of that age in the comuni of the day that the service is for."""
        chiave = servizio.pk, fascia.anni
        if chiave not in self._persone:
            presenti = [luogo.pk for luogo in self.mondo.comuni if luogo.pk in servizio.serviti]
            self._persone[chiave] = self.mondo.persone(presenti, fascia)
        return self._persone[chiave]

    def _di_quell_eta(self, comune, fascia):
        chiave = "comune", comune, fascia and fascia.anni
        if chiave not in self._persone:
            self._persone[chiave] = self.mondo.persone([comune], fascia)
        return self._persone[chiave]


def _segna(indice, servizio, comuni):
    for comune in comuni:
        indice[comune, servizio.tipologia].append(servizio)


def _una_volta(righe):
    return tuple({riga.pk: riga for riga in righe}.values())
