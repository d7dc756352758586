"""The draft of a member, written with its dates."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from redazione.eventi import azioni
from redazione.eventi.models import Evento


def versione(evento):
    """Return what tells the versions of an event apart; empty for one not saved yet."""
    return evento.aggiornato_il.isoformat() if evento.pk else ""


@transaction.atomic
def scrivi(*, evento, date, carte=None, letto="", manda=False):
    """Save a draft (new or not) with ``date`` in place of those it had; perhaps send it; return it.

    ``date``: dicts of inizio, fine, nota. ``carte``: a valid ``CarteForm``. ``letto``: the version that was
    read (``versione``). Raises ValidationError, and writes nothing: somebody else has saved it meanwhile, it
    is not the member's any more, a rule is broken, there is nothing to send yet.
    """
    if evento.pk:
        attuale = Evento.objects.select_for_update(of=("self",)).get(pk=evento.pk)
        if not attuale.da_scrivere:
            raise ValidationError(_("Nel frattempo l’evento è stato mandato ad ATS: non si cambia più."))
        if letto != versione(attuale):
            raise ValidationError(
                _("Nel frattempo qualcuno ha salvato questo evento. Per tenere il tuo testo salva ancora.")
            )
        evento.stato, evento.motivo = attuale.stato, attuale.motivo
    evento.full_clean()
    evento.save()
    evento.date.all().delete()
    for dati in date:
        data = evento.date.model(evento=evento, **dati)
        data.full_clean()
        data.save()
    if carte is not None:
        carte.scrivi(evento)
    return azioni.invia(evento=evento) if manda else evento
