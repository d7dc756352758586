"""What is left over: the “economie” of the projects that are over, which flow to what comes next (E12)."""

from dataclasses import dataclass
from decimal import Decimal

from progetti.denaro.conti import Conto, conti
from progetti.models import EventoProgetto, Progetto

Tipo = EventoProgetto.Tipo
CHIUSI = [Tipo.CHIUSA, Tipo.SALDO, Tipo.RINUNCIA, Tipo.DECADENZA, Tipo.REVOCA]
"""States after which nothing more is paid."""


@dataclass(frozen=True)
class Economia:
    """A project that is over, with its account."""

    progetto: Progetto
    conto: Conto

    @property
    def importo(self) -> Decimal | None:
        """Return the euro granted and not paid; None when the grant is not known."""
        return self.conto.residuo


def economie(progetti):
    """Return an Economia for each of ``progetti`` (a queryset) that is over and leaves money, or may.

    The total is the sum of the known ones; where the grant is not known the project is listed all the same.
    """
    chiusi = list(progetti.con_stato().filter(stato__in=CHIUSI))
    trovate = [Economia(progetto, conto) for progetto, conto in zip(chiusi, _conti(chiusi), strict=True)]
    return [economia for economia in trovate if economia.importo is None or economia.importo > 0]


def _conti(progetti):
    trovati = conti(progetti)
    return [trovati[progetto.pk] for progetto in progetti]
