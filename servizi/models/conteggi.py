"""How often a sheet was opened and its office called: totals of a day, nothing of who."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from servizi.models.servizio import Servizio


class ConteggioServizio(models.Model):
    """The views and the contacts (telephone, e-mail, enrolment address followed) of a service on a day."""

    contenuto_pubblico = False

    servizio = models.ForeignKey(
        Servizio, models.CASCADE, related_name="conteggi", verbose_name=_("servizio")
    )
    giorno = models.DateField(_("giorno"))
    viste = models.PositiveIntegerField(_("viste"), default=0)
    contatti = models.PositiveIntegerField(_("contatti"), default=0)

    class Meta:
        verbose_name = _("conteggio di un servizio")
        verbose_name_plural = _("conteggi dei servizi")
        ordering = ["servizio", "giorno"]
        constraints = [
            models.UniqueConstraint(
                fields=["servizio", "giorno"],
                name="servizi_conteggio_unico",
                violation_error_message=_("C'è già un conteggio di questo giorno."),
            )
        ]

    def __str__(self):
        return f"{self.servizio} · {self.giorno:%d/%m/%Y}"
