"""The draft of a member, written with its dates."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from redazione.eventi import azioni
from redazione.eventi.models import Evento


@transaction.atomic
def scrivi(*, evento, date, manda=False):
    """Save a draft (new or not) with ``date`` in place of those it had; perhaps send it; return it.

    ``date``: dicts of inizio, fine, nota. Raises ValidationError, and writes nothing: it is not the member's
    any more, a rule is broken, there is nothing to send yet.
    """
    if evento.pk:
        attuale = Evento.objects.select_for_update(of=("self",)).get(pk=evento.pk)
        if not attuale.da_scrivere:
            raise ValidationError(_("Nel frattempo l’evento è stato mandato ad ATS: non si cambia più."))
        evento.stato, evento.motivo = attuale.stato, attuale.motivo
    evento.full_clean()
    evento.save()
    evento.date.all().delete()
    for dati in date:
        data = evento.date.model(evento=evento, **dati)
        data.full_clean()
        data.save()
    return azioni.invia(evento=evento) if manda else evento
