"""Which projects owe a sheet in a round, and why the others do not."""

from typing import NamedTuple

from django.db.models import Q
from django.utils.translation import gettext as _

from progetti.models import Progetto
from progetti.models.transizioni import ATTIVI


class Esito(NamedTuple):
    """A project of the cycle: ``perche_no`` is empty when it owes the sheet."""

    progetto: Progetto
    perche_no: str


def del_ciclo(rilevazione):
    """Return the ``Esito`` of every financed project of the cycle of a round, as of the end of its period.

    A sheet is owed by who had begun by then and had not ended before the period did. Real projects answer
    real rounds, demo ones demo rounds.
    """
    progetti = Progetto.objects.filter(dimostrativo=rilevazione.dimostrativo)
    piano = rilevazione.piano_id
    del_piano = progetti.filter(Q(piano=piano) | Q(piano=None, alleanza__piano=piano))
    righe = del_piano.con_stato(rilevazione.al).con_date(rilevazione.al).con_nome().order_by("titolo", "pk")
    return [Esito(progetto, _perche_no(progetto, rilevazione)) for progetto in righe if progetto.stato]


def _perche_no(progetto, rilevazione):
    if progetto.fine_effettiva and progetto.fine_effettiva < rilevazione.dal:
        return _("finito prima del periodo")
    if progetto.fine_effettiva or progetto.stato in ATTIVI:
        return ""
    return _("non ancora avviato") if progetto.inizio is None else _("già finito")
