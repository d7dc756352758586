"""A regional extension moves the end of all the projects of a cycle in one action (dominio §1.4)."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from piani.models import Piano, TerminePiano
from progetti.models import Progetto
from progetti.models.transizioni import FINANZIATI
from progetti.vita.azioni import controlla_anno, registra_evento


@dataclass(frozen=True)
class Spostamento:
    """What the extension does to a project: its planned end before (None: unknown), why it stays."""

    progetto: Progetto
    vecchia_fine: date | None
    perche_no: str = ""


def spostamenti(piano, fine):
    """Return a ``Spostamento`` for each project of the cycle, if it were extended to ``fine``: one query.

    The projects of a cycle are those that name it, or whose Alleanza does. Moved are those financed and not
    over, whose planned end is earlier or not known.
    """
    righe = Progetto.objects.filter(_del_ciclo(piano)).con_nome().con_stato().con_date().order_by("code")
    return [Spostamento(p, p.fine_prevista, _perche_no(p, fine)) for p in righe]


def _del_ciclo(piano):
    return Q(piano=piano) | Q(piano=None, alleanza__piano=piano)


def _perche_no(progetto, fine):
    if progetto.stato is None:
        return _("non ha ancora eventi")
    if progetto.stato not in FINANZIATI:
        return _("è in stato “%(stato)s”") % {"stato": progetto.get_stato_display()}
    if progetto.fine_prevista and progetto.fine_prevista >= fine:
        return _("finisce già più tardi, o quel giorno")
    return ""


def controlla_termine(piano, fine, deciso_il):
    """Raise ValidationError, by field, when ``fine`` cannot be the new end of ``piano``."""
    prima = piano.fine()
    if prima and fine <= prima:
        testo = _("Il ciclo finisce già il %(fine)s: scrivi un giorno successivo.")
        raise ValidationError({"fine": ValidationError(testo, params={"fine": f"{prima:%d/%m/%Y}"})})
    if fine < deciso_il:
        raise ValidationError({"fine": _("La nuova fine viene prima del giorno in cui è stata decisa.")})
    controlla_anno("fine", fine)
    controlla_anno("deciso_il", deciso_il)
    if deciso_il > timezone.localdate():
        raise ValidationError({"deciso_il": _("La data è nel futuro: scrivi quando è stata decisa.")})


@transaction.atomic
def proroga_ciclo(*, piano, fine, atto, deciso_il, motivo, utente):
    """Extend a cycle to ``fine``, as ``atto`` decided on ``deciso_il``; return the list of ``Spostamento``.

    Writes the new end of the cycle and an event “proroga” for each project that moves; the others are told
    with the reason. All or nothing. Raises ValidationError: an end that does not move forward, or comes
    before the decision, a day still to come.
    """
    piano = Piano.objects.select_for_update(of=("self",)).get(pk=piano.pk)
    controlla_termine(piano, fine, deciso_il)
    termine = TerminePiano(piano=piano, fine=fine, deciso_il=deciso_il, atto=atto, proroga=True)
    termine.full_clean()
    termine.save()
    list(Progetto.objects.select_for_update(of=("self",)).filter(_del_ciclo(piano)).order_by("pk"))
    esito = spostamenti(piano, fine)
    for voce in esito:
        if not voce.perche_no:
            registra_evento(
                progetto=voce.progetto,
                tipo="proroga",
                data=deciso_il,
                nuova_fine=fine,
                atto=atto,
                motivo=motivo,
                utente=utente,
            )
    return esito
