"""Where a fact comes from, and how certain it is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Certezza(models.TextChoices):
    """How far a fact can be trusted (legend of the reference data)."""

    LETTA = "S", _("letta in una fonte")
    NOTA = "K", _("nota, da verificare")
    DEDOTTA = "I", _("dedotta o calcolata")


class Fonte(models.Model):
    """A document, page or dataset that facts of the portal were read in."""

    code = models.SlugField(_("codice"), max_length=40, unique=True)
    titolo = models.CharField(_("titolo"), max_length=300)
    tipo = models.CharField(_("tipo"), max_length=40, blank=True)
    indirizzo = models.URLField(_("indirizzo"), max_length=500, blank=True)
    data = models.CharField(
        _("data"),
        max_length=10,
        blank=True,
        help_text=_("Anno, anno-mese o giorno (AAAA-MM-GG), come nella fonte."),
    )
    nota = models.TextField(_("nota"), blank=True)

    class Meta:
        verbose_name = _("fonte")
        verbose_name_plural = _("fonti")
        ordering = ["titolo", "code"]

    def __str__(self):
        return self.titolo
