"""Cells and their sums. A cell is a comune and a typology, in a period: covered, uncovered, unknown.

A comune is covered when who lives there may use a running service of the typology, wherever its door is.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cached_property

from comitato.copertura.mondo import Luogo, Tipo

PICCOLI = 100  # people: below, a figure every 1,000 says little
UN_DECIMALE = Decimal("0.1")
COPERTO, IGNOTO, SCOPERTO = "coperto", "ignoto", "scoperto"


def per_mille(numero, persone):
    """Return ``numero`` every 1,000 people, to one decimal; None when the people are none or not known."""
    if numero is None or not persone:
        return None
    esatto = Fraction(numero) * 1000 / persone
    return (Decimal(esatto.numerator) / esatto.denominator).quantize(UN_DECIMALE, ROUND_HALF_UP)


@dataclass(frozen=True)
class Conto:
    """What cells and their sums have in common. ``persone`` of the age it is for; None: not known."""

    tipo: Tipo
    servizi: tuple
    opere: tuple
    persone: int | None
    mancano: int
    cercati: int
    quota_posti: Fraction | None

    @property
    def quanti(self):
        """Return the number of services."""
        return len(self.servizi)

    @property
    def ogni_mille(self):
        """Return the services every 1,000 people of that age."""
        return per_mille(self.quanti, self.persone)

    @property
    def posti(self):
        """Return the places in all, of the sheets that say them; None when none does."""
        noti = [servizio.posti for servizio in self.servizi if servizio.posti is not None]
        return sum(noti) if noti else None

    @property
    def con_posti(self):
        """Return how many sheets say their places."""
        return sum(servizio.posti is not None for servizio in self.servizi)

    @property
    def posti_ogni_mille(self):
        """Return the places every 1,000 people of that age.

        Those of a service for many comuni are shared among them as the people of that age are
        (``quota_posti``): 60 places for 6,000 children are 10 every 1,000 in each of their comuni.
        """
        return per_mille(self.quota_posti, self.persone)

    @property
    def piccoli(self):
        """Return whether the people are so few that a figure every 1,000 says little."""
        return self.persone is not None and self.persone < PICCOLI

    @property
    def richieste(self):
        """Return how many told that it is missing, or looked for it and found nothing."""
        return self.mancano + self.cercati

    @property
    def in_corso(self):
        """Return the running projects."""
        return [opera for opera in self.opere if opera.quando == "in_corso"]


@dataclass(frozen=True)
class Casella(Conto):
    """A comune and a typology. ``porte``: with a door there. ``senza_periodo``: that do not say when."""

    luogo: Luogo
    porte: tuple
    senza_periodo: tuple

    @property
    def con_sede(self):
        """Return the services for who lives there that have a door there too."""
        qui = {servizio.pk for servizio in self.porte}
        return [servizio for servizio in self.servizi if servizio.pk in qui]

    @property
    def per_altri(self):
        """Return the services with a door there that are for who lives elsewhere."""
        di_qui = {servizio.pk for servizio in self.servizi}
        return [servizio for servizio in self.porte if servizio.pk not in di_qui]

    @property
    def stato(self):
        """Return COPERTO, SCOPERTO, or IGNOTO: there is a service but its sheet does not say when."""
        if self.servizi:
            return COPERTO
        return IGNOTO if self.senza_periodo else SCOPERTO

    @property
    def punti(self):
        """Return how much it is needed: people of that age × (1 + requests); None without people."""
        return None if self.persone is None else self.persone * (1 + self.richieste)


@dataclass(frozen=True)
class Somma(Conto):
    """The cells of a typology in many comuni, an ambito or all. A service counts once."""

    caselle: tuple

    def _con(self, stato):
        return [casella for casella in self.caselle if casella.stato == stato]

    @cached_property
    def coperti(self):
        """Return the covered cells."""
        return self._con(COPERTO)

    @cached_property
    def scoperti(self):
        """Return the uncovered cells."""
        return self._con(SCOPERTO)

    @cached_property
    def ignoti(self):
        """Return the cells with services that do not say when."""
        return self._con(IGNOTO)

    @property
    def stato(self):
        """Return “coperto” (every comune), “in_parte”, “ignoto” or “scoperto” (none)."""
        if len(self.coperti) == len(self.caselle):
            return COPERTO
        if self.coperti:
            return "in_parte"
        return IGNOTO if self.ignoti else SCOPERTO

    @property
    def persone_scoperte(self):
        """Return the people of that age who live in the uncovered comuni; None when not known."""
        numeri = [casella.persone for casella in self.scoperti]
        return None if None in numeri else sum(numeri)
