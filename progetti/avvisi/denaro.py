"""The money of a call that is left, computed on every reading."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from progetti.avvisi.esito import con_concesso
from progetti.denaro.conti import ZERO
from progetti.models import Avviso


@dataclass(frozen=True)
class Resto:
    """What is left of a call (euro), what was granted, or in words why nobody can tell."""

    resta: Decimal | None = None
    concesso: Decimal | None = None
    quanti: int = 0
    perche: str = ""

    @property
    def oltre(self):
        """Return by how much the grants exceed the money of the call; None when they do not."""
        return -self.resta if self.resta is not None and self.resta < 0 else None


def resto(avviso, presi=None):
    """Return the ``Resto`` of a call: its money less the grants of the financed projects, budgets in force.

    ``presi`` are those of ``con_concesso``, read when they are not given. While a ranking is awaited nothing
    is assigned: before the outcome is public no grant is counted.
    """
    if avviso.dotazione is None:
        return Resto(perche=_("non è noto quanto c’è in tutto"))
    if avviso.proposte_altrove:
        return Resto(perche=_("una parte delle proposte non è registrata in questo portale"))
    if not avviso.con_esito() and avviso.assegnazione != Avviso.Assegnazione.SPORTELLO:
        return Resto(resta=avviso.dotazione, concesso=ZERO)
    progetti = con_concesso(avviso) if presi is None else presi
    concessi = [progetto.concesso for progetto in progetti]
    ignoti = concessi.count(None)
    if ignoti:
        testo = ngettext(
            "il contributo di %(n)d progetto non è noto",
            "i contributi di %(n)d progetti non sono noti uno per uno",
            ignoti,
        )
        return Resto(quanti=len(progetti), perche=testo % {"n": ignoti})
    concesso = sum(concessi, ZERO)
    return Resto(resta=avviso.dotazione - concesso, concesso=concesso, quanti=len(progetti))
