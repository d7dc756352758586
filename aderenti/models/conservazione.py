"""What the retention rules took away: counts for the data protection officer, never of whom."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RapportoConservazione(models.Model):
    """What was deleted or closed on a day because its time was over: kinds and counts, no personal data."""

    contenuto_pubblico = False

    giorno = models.DateField(_("giorno"))
    righe = models.JSONField(_("che cosa"), help_text=_("Che cosa, quanti."))

    class Meta:
        verbose_name = _("rapporto sulla conservazione dei dati")
        verbose_name_plural = _("rapporti sulla conservazione dei dati")
        ordering = ["-giorno", "-pk"]

    def __str__(self):
        return f"{self.giorno:%d/%m/%Y}"
