"""A member asks to leave the Rete: ATS registers it as an event of its adhesion."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aderenti.models.organizzazione import Organizzazione

MOTIVO_MASSIMO = 1000


class RichiestaRecesso(models.Model):
    """The wish to leave, from a day, told by an administrator of the member."""

    contenuto_pubblico = False

    class Stato(models.TextChoices):
        """Where the request is."""

        IN_ATTESA = "in_attesa", _("in attesa di ATS")
        REGISTRATA = "registrata", _("registrata")
        ANNULLATA = "annullata", _("annullata")

    organizzazione = models.ForeignKey(
        Organizzazione, models.CASCADE, related_name="richieste_recesso", verbose_name=_("organizzazione")
    )
    data = models.DateField(_("dal giorno"))
    motivo = models.TextField(_("motivo"), max_length=MOTIVO_MASSIMO)
    stato = models.CharField(_("stato"), max_length=10, choices=Stato, default=Stato.IN_ATTESA)
    chiesta_il = models.DateTimeField(_("chiesto il"), default=timezone.now)
    chiesta_da = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("chiesto da"),
    )
    chiusa_il = models.DateTimeField(_("chiuso il"), null=True, blank=True)
    chiusa_da = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("chiuso da"),
    )

    class Meta:
        verbose_name = _("richiesta di recesso")
        verbose_name_plural = _("richieste di recesso")
        ordering = ["chiesta_il", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organizzazione"],
                condition=Q(stato="in_attesa"),
                name="aderenti_recesso_uno_in_attesa",
                violation_error_message=_("C'è già una richiesta di recesso in attesa."),
            ),
            models.CheckConstraint(
                condition=Q(stato="in_attesa") | Q(chiusa_il__isnull=False),
                name="aderenti_recesso_chiuso",
                violation_error_message=_("Una richiesta chiusa dice quando è stata chiusa."),
            ),
        ]

    def __str__(self):
        return f"{self.organizzazione} · {self.data:%d/%m/%Y}"
