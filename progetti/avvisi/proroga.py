"""Moving the closing of a call: the day before and the new one stay written, with the act and the reason."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from progetti.models import Avviso, ProrogaAvviso


@transaction.atomic
def prolunga(*, avviso, chiude_il, motivo, atto=None):
    """Move the closing of a call to the instant ``chiude_il`` and return its ``ProrogaAvviso``.

    Raises ValidationError: no closing to move, one that is not later, no reason, an outcome already out.
    """
    avviso = Avviso.objects.select_for_update().get(pk=avviso.pk)
    if avviso.chiude_il is None:
        raise ValidationError(_("L'avviso non ha una chiusura da spostare: scrivila nella scheda."))
    if chiude_il <= timezone.now():
        raise ValidationError({"chiude_il": _("La nuova chiusura è già passata: scrivi un momento futuro.")})
    if avviso.esito_pubblicato_il:
        raise ValidationError(_("L'esito c'è già: l'avviso non si può prolungare."))
    proroga = ProrogaAvviso(
        avviso=avviso, chiudeva_il=avviso.chiude_il, chiude_il=chiude_il, motivo=motivo.strip(), atto=atto
    )
    proroga.full_clean()
    proroga.save()
    avviso.chiude_il = chiude_il
    avviso._change_reason = str(_("Chiusura prolungata"))
    avviso.full_clean()
    avviso.save()
    return proroga
