"""The duties of a year: the yearly ones copied to the next, one marked as done."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comitato.models import Adempimento


@transaction.atomic
def copia_ogni_anno(*, anno):
    """Copy the yearly duties of ``anno`` to the next year; return how many were not there yet.

    The 29th of February becomes the 28th.
    """
    copiati = 0
    for riga in Adempimento.objects.filter(giorno__year=anno, ogni_anno=True).order_by("pk"):
        nuova, creata = Adempimento.objects.get_or_create(
            titolo=riga.titolo,
            giorno=_fra_un_anno(riga.giorno),
            defaults={
                "ente": riga.ente,
                "ogni_anno": True,
                "certezza": riga.certezza,
                "nota": riga.nota,
                "dimostrativo": riga.dimostrativo,
            },
        )
        if creata:
            nuova.fonti.set(riga.fonti.all())
            copiati += 1
    return copiati


@transaction.atomic
def segna_fatto(*, adempimento, giorno):
    """Write that a duty was done on ``giorno``; return it. Raises ValidationError for a day to come."""
    adempimento = Adempimento.objects.select_for_update(of=("self",)).get(pk=adempimento.pk)
    if giorno > timezone.localdate():
        raise ValidationError(_("Non può essere già fatto in un giorno che deve venire."))
    adempimento.fatto_il = giorno
    adempimento.save(update_fields=["fatto_il", "aggiornato_il"])
    return adempimento


def _fra_un_anno(giorno):
    if (giorno.month, giorno.day) == (2, 29):
        return date(giorno.year + 1, 2, 28)
    return giorno.replace(year=giorno.year + 1)
