"""The public grants that a body received in a year through the projects (l. 124/2017, art. 1 c. 125-129).

The law asks private bodies to publish by 30 June what public administrations paid them in the year before,
when it is 10,000 € or more in all (dominio §4). The portal knows only the payments of the projects: below
that sum the extract is still given, and the page says why it may not be enough, or not be due.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from progetti.denaro.conti import ZERO
from progetti.models import Pagamento

SOGLIA = Decimal("10000.00")
COLONNE = (
    _("Chi ha ricevuto"),
    _("Codice fiscale"),
    _("Data"),
    _("Importo in euro"),
    _("Tipo"),
    _("Progetto"),
    _("CUP"),
    _("Fondo"),
    _("Atto"),
    _("Note"),
)


@dataclass(frozen=True)
class Estratto:
    """The payments to a body in a year, in order of day."""

    ente: object
    anno: int
    pagamenti: list

    @property
    def totale(self):
        """Return what was received, recoveries taken away."""
        return sum((con_segno(pagamento) for pagamento in self.pagamenti), ZERO)

    @property
    def dovuto(self):
        """Return whether these payments alone reach the sum from which publication is due."""
        return self.totale >= SOGLIA

    def celle(self):
        """Return the rows of a spreadsheet, under ``COLONNE``."""
        return [self._celle(pagamento) for pagamento in self.pagamenti]

    def _celle(self, pagamento):
        progetto = pagamento.progetto
        return [
            self.ente.denominazione,
            self.ente.codice_fiscale_pubblico,
            pagamento.data,
            con_segno(pagamento),
            pagamento.get_tipo_display(),
            progetto.nome,
            progetto.cup,
            progetto.fondo or "",
            pagamento.atto or "",
            _("dato dimostrativo") if progetto.dimostrativo else "",
        ]


def con_segno(pagamento):
    """Return the amount of a payment, negative for a recovery."""
    return -pagamento.importo if pagamento.tipo == Pagamento.Tipo.RECUPERO else pagamento.importo


def anni(ente):
    """Return the years in which ``ente`` was paid (or gave back) something, the latest first."""
    return [giorno.year for giorno in ente.pagamenti.dates("data", "year", order="DESC")]


def estratto(ente, anno):
    """Return the ``Estratto`` of a body for a year."""
    righe = ente.pagamenti.filter(data__year=anno).order_by("data", "pk")
    collegati = ["progetto__fondo", "progetto__alleanza__ambito", "progetto__alleanza__piano", "atto"]
    return Estratto(ente, anno, list(righe.select_related(*collegati)))
