"""A validated value that was wrong: a new row says what and why; the old one stays as it was."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from progetti.models import ValoreIndicatore

RESTANO = ("indicatore_progetto_id", "dal", "al", "scheda_id", "da_dove", "certezza")
CAMBIANO = ("riferito_al", "valore", "numeratore", "denominatore", "testo")


@transaction.atomic
def corregge(*, valore, nuovi, motivo):
    """Write the right figures ``nuovi`` ({field: value}, of ``CAMBIANO``) of a validated value.

    Return the new row. It waits to be validated: until then the old one counts. Raises ValidationError when
    the value is not validated (it is simply changed), was corrected already, or ``motivo`` is empty.
    """
    vecchio = ValoreIndicatore.objects.select_for_update().get(pk=valore.pk)
    if not vecchio.validato_il:
        raise ValidationError(_("Questo valore non è ancora validato: si può cambiare senza correggerlo."))
    if vecchio.superato_il:
        raise ValidationError(_("Questo valore è già stato corretto: correggi quello nuovo."))
    if not motivo.strip():
        raise ValidationError(_("Scrivi perché il valore cambia."))
    vecchio.superato_il = timezone.now()
    vecchio.save(update_fields=["superato_il"])
    campi = {campo: getattr(vecchio, campo) for campo in (*RESTANO, *CAMBIANO)}
    nuovo = ValoreIndicatore(corregge=vecchio, motivo=motivo.strip(), **campi | nuovi)
    nuovo.full_clean(exclude=["scheda"])
    nuovo.save()
    nuovo.fonti.set(vecchio.fonti.all())
    return nuovo
