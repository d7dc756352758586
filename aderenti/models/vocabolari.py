"""Vocabularies of the register: categories of members and legal forms."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models.basi import Provenienza, Vocabolario
from piani.models import Natura


class CategoriaAderente(Provenienza, Vocabolario):
    """A category of member, as the comunicato ATS of 30 May 2018 names them, and those added since."""

    natura = models.CharField(
        _("natura abituale"),
        max_length=20,
        choices=Natura,
        blank=True,
        help_text=_("Vuota se cambia da ente a ente."),
    )
    nel_comunicato_2018 = models.BooleanField(_("nominata nel comunicato del 2018"), default=False)

    class Meta(Vocabolario.Meta):
        verbose_name = _("categoria di aderente")
        verbose_name_plural = _("categorie di aderenti")


class FormaGiuridica(Provenienza, Vocabolario):
    """A legal form with its national code (OntoPiA controlled vocabulary “legal-status”)."""

    gruppo = models.CharField(_("codice del gruppo"), max_length=10)
    gruppo_label = models.CharField(_("gruppo"), max_length=150)
    natura = models.CharField(_("natura abituale"), max_length=20, choices=Natura, blank=True)
    frequente = models.BooleanField(_("frequente nella Rete"), default=False)

    class Meta(Vocabolario.Meta):
        verbose_name = _("forma giuridica")
        verbose_name_plural = _("forme giuridiche")
        ordering = ["code"]
