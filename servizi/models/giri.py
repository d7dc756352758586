"""What the daily round remembers: whom it has asked to find a referent, and whether it is running."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from aderenti.models import Organizzazione


class SollecitoReferente(models.Model):
    """A mail to the office of a member that nobody keeps the pages of: at most one in 30 days."""

    contenuto_pubblico = False

    organizzazione = models.ForeignKey(
        Organizzazione, models.CASCADE, related_name="solleciti_referente", verbose_name=_("organizzazione")
    )
    giorno = models.DateField(_("giorno"))

    class Meta:
        verbose_name = _("sollecito del referente")
        verbose_name_plural = _("solleciti del referente")
        ordering = ["-giorno", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organizzazione", "giorno"],
                name="servizi_sollecito_unico",
                violation_error_message=_("Oggi è già stato chiesto chi cura la scheda."),
            )
        ]

    def __str__(self):
        return f"{self.organizzazione} · {self.giorno:%d/%m/%Y}"


class Turno(models.Model):
    """The lock of a command that must not run twice together; ``preso_il`` is empty when nobody runs it."""

    contenuto_pubblico = False

    nome = models.SlugField(_("nome"), max_length=40, unique=True)
    preso_il = models.DateTimeField(_("preso il"), null=True, blank=True)

    class Meta:
        verbose_name = _("turno")
        verbose_name_plural = _("turni")

    def __str__(self):
        return self.nome
