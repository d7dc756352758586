"""Validating what a project counted: from then on citizens see it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from progetti.models import ValoreIndicatore


@transaction.atomic
def valida(*, valore, utente):
    """Validate a ``ValoreIndicatore`` today, on behalf of ``utente``.

    Raises ValidationError when it is validated already, or when it is about days still to come.
    """
    riga = ValoreIndicatore.objects.select_for_update().get(pk=valore.pk)
    oggi = timezone.localdate()
    if riga.validato_il:
        raise ValidationError(_("Questo valore è già validato."))
    if riga.riferito_al > oggi:
        raise ValidationError(_("Questo valore è riferito a un giorno che deve ancora venire."))
    riga.validato_il, riga.validato_da = oggi, utente
    riga.save(update_fields=["validato_il", "validato_da"])
    return riga
