"""Two cycles side by side: the same figures, and how much they differ."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from progetti.denaro.conti import arrotonda, percento
from progetti.panoramica.abitanti import a_testa
from progetti.panoramica.gruppi import NATURE


@dataclass(frozen=True)
class Cifra:
    """A figure of two cycles: Decimal euro when ``euro``, else a count. None: not known.

    ``esatti`` are not rounded: ``prima`` and ``dopo`` are what is shown.
    """

    nome: str
    esatti: tuple
    euro: bool = True

    @property
    def prima(self):
        """Return the figure of the first cycle, euro to the cent."""
        return arrotonda(self.esatti[0], 2) if self.euro else self.esatti[0]

    @property
    def dopo(self):
        """Return the figure of the second cycle, euro to the cent."""
        return arrotonda(self.esatti[1], 2) if self.euro else self.esatti[1]

    @property
    def differenza(self):
        """Return the second less the first, as they are shown; None when either is not known."""
        return None if None in self.esatti else self.dopo - self.prima

    @property
    def differenza_pct(self):
        """Return the difference in percent of the first, to one decimal; None when it cannot be."""
        prima, dopo = self.esatti
        return None if None in self.esatti else arrotonda(percento(dopo - prima, prima))


@dataclass(frozen=True)
class Lato:
    """A cycle: its projects and sums, who lived there at its beginning (None when not known), ambiti then."""

    piano: object
    gruppo: object
    residenti: object
    ambiti: int

    def cifre(self):
        """Return (name, figure, whether it is money) of everything that is compared."""
        numero = self.residenti and self.residenti.numero
        voci = [(_("Progetti"), len(self.gruppo.progetti) or None, False)]
        for somma in self.gruppo.somme:
            nome = somma.natura.label.capitalize()
            voci.append((nome, somma.totale, True))
            if somma.natura != NATURE[-1]:
                senza = somma.non_dettagliato if somma.numero else None
                voci.append((_("%(che)s: di cui non dettagliato per progetto") % {"che": nome}, senza, True))
                a_persona = a_testa(somma.totale, self.residenti)
                voci.append((_("%(che)s, per abitante") % {"che": nome}, a_persona, True))
        voci.append((_("Abitanti"), numero, False))
        voci.append((_("Comuni"), self.residenti and self.residenti.comuni, False))
        return voci


def lato(dati, insieme, piano, abitanti, ambito=None):
    """Return the ``Lato`` of ``piano``; ``insieme`` is filtered by all but the cycle, ``ambito`` is a key."""
    giorno = abitanti.data_per(piano.anno_dal)
    return Lato(
        piano=piano,
        gruppo=insieme.scelto({"ciclo": piano.code}).tutto(piano.anni),
        residenti=abitanti.al(giorno, ambito),
        ambiti=len(abitanti.ambiti(giorno)),
    )


def confronta(prima, dopo):
    """Return the ``Cifra`` rows of two ``Lato``."""
    coppie = zip(prima.cifre(), dopo.cifre(), strict=True)
    return [Cifra(nome, (uno, altro), euro) for (nome, uno, euro), (_nome, altro, _euro) in coppie]
