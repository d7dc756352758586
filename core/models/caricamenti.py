"""A spreadsheet that somebody sent and has not confirmed yet."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Caricamento(models.Model):
    """What was read in an uploaded table, kept between the preview and the confirmation.

    ``foglio`` is {"intestazioni": […], "righe": [[number, {heading: text}], …]}; ``base`` is what the preview
    compared it with, {key of a row: {field: plain value}}; ``errori`` are [row, column, message]. ``ambito``
    tells apart the tables of one kind (the body whose services they are).
    """

    contenuto_pubblico = False

    tabella = models.SlugField(_("tabella"), max_length=40)
    ambito = models.CharField(_("di chi"), max_length=40, blank=True)
    nome_file = models.CharField(_("file"), max_length=150)
    foglio = models.JSONField(_("contenuto"))
    base = models.JSONField(_("confronto"), default=dict)
    errori = models.JSONField(_("errori"), default=list)
    utente = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="caricamenti", verbose_name=_("caricato da")
    )
    creato_il = models.DateTimeField(_("caricato il"), default=timezone.now, db_index=True)
    applicato_il = models.DateTimeField(_("applicato il"), null=True, blank=True)

    class Meta:
        verbose_name = _("foglio caricato")
        verbose_name_plural = _("fogli caricati")
        ordering = ["-creato_il", "-pk"]

    def __str__(self):
        return self.nome_file
