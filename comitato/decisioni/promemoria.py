"""Reminders of action points: fifteen days before, the day after, then once a week until they are done."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comitato.decisioni.azioni import scrivi
from comitato.models import Azione
from progetti.area.parole import fra_quanto

PRIMA = timedelta(days=15)
OGNI = timedelta(days=7)
TEMPLATE = "comitato/email/azione_promemoria"


def dovuto(azione, oggi):
    """Return whether a reminder of an action point to do is due on ``oggi``, by when the last one was sent.

    One from fifteen days before; one from the day after; then one a week. Never two in the same week once
    it is late.
    """
    ultimo = azione.promemoria_il
    if oggi <= azione.scade_il:
        return ultimo is None and oggi >= azione.scade_il - PRIMA
    return ultimo is None or ultimo <= azione.scade_il or oggi - ultimo >= OGNI


def promemoria_azioni(oggi=None):
    """Queue the reminders due on ``oggi`` (today); return how many action points were told. Every day.

    Without anybody to write to nothing is marked: it waits for an address. Nobody is told of demo ones.
    """
    oggi = oggi or timezone.localdate()
    righe = Azione.objects.aperte().filter(decisione__seduta__dimostrativo=False)
    chiavi = righe.filter(scade_il__lte=oggi + PRIMA).values_list("pk", flat=True)
    return sum(_ricorda(chiave, oggi) for chiave in list(chiavi))


@transaction.atomic
def _ricorda(chiave, oggi):
    """Write the reminder of one action point, its row locked; return 1 if somebody was written to."""
    azione = Azione.objects.aperte().select_for_update(of=("self",)).filter(pk=chiave).first()
    if azione is None or not dovuto(azione, oggi):
        return 0
    if not scrivi(azione, TEMPLATE, manca=_quando(azione, oggi)):
        return 0
    azione.promemoria_il = oggi
    azione.save(update_fields=["promemoria_il", "aggiornato_il"])
    return 1


def _quando(azione, oggi):
    """Return “scade fra 15 giorni”, or that it is late."""
    if azione.scade_il < oggi:
        return _("è in ritardo")
    return _("scade %(quando)s") % {"quando": fra_quanto(azione.scade_il, oggi)}
