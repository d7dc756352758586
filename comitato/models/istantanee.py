"""Snapshots: what a page of numbers said on a day, kept byte for byte for the minutes."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models.basi import Dimostrabile
from core.vincoli import Immutabile
from piani.models import Piano


class Istantanea(Dimostrabile):
    """A named snapshot of the dashboard of a cycle. Written once by ``comitato.cruscotto``, never changed."""

    contenuto_pubblico = False

    nome = models.CharField(_("nome"), max_length=120, unique=True)
    piano = models.ForeignKey(Piano, models.PROTECT, related_name="istantanee", verbose_name=_("ciclo"))
    al = models.DateField(_("situazione al"))
    contenuto = models.TextField(_("contenuto"), editable=False)
    impronta = models.CharField(_("impronta SHA-256"), max_length=64, editable=False)
    scattata_il = models.DateTimeField(_("scattata il"), auto_now_add=True)
    scattata_da = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("scattata da")
    )

    class Meta:
        verbose_name = _("istantanea")
        verbose_name_plural = _("istantanee")
        ordering = ["-al", "-pk"]
        constraints = [
            Immutabile(
                campi=["nome", "piano", "al", "contenuto", "impronta", "scattata_il"],
                name="comitato_istantanea_immutabile",
                violation_error_message=_("Un'istantanea non si cambia."),
            )
        ]

    def __str__(self):
        return self.nome
