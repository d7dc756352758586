"""What a service costs: dated fees, by ISEE band. A new price is a new row; the old one keeps its days."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.models.basi import Validita
from servizi.models.servizio import Servizio


class Tariffa(Validita):
    """A fee in euro per unit, for an ISEE band (both ends inclusive, empty = no limit) and its days."""

    class Unita(models.TextChoices):
        """What the amount pays for."""

        ORA = "ora", _("all'ora")
        GIORNO = "giorno", _("al giorno")
        SETTIMANA = "settimana", _("a settimana")
        MESE = "mese", _("al mese")
        ANNO = "anno", _("all'anno")
        PASTO = "pasto", _("a pasto")
        VIAGGIO = "viaggio", _("a viaggio")
        ISCRIZIONE = "iscrizione", _("di iscrizione")
        TURNO = "turno", _("a turno")

    servizio = models.ForeignKey(Servizio, models.CASCADE, related_name="tariffe", verbose_name=_("servizio"))
    descrizione = models.CharField(_("descrizione"), max_length=150, blank=True)
    importo = models.DecimalField(_("importo (euro)"), max_digits=8, decimal_places=2)
    unita = models.CharField(_("unità"), max_length=12, choices=Unita)
    isee_da = models.DecimalField(_("ISEE da (euro)"), max_digits=9, decimal_places=2, null=True, blank=True)
    isee_a = models.DecimalField(
        _("ISEE fino a (euro)"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    residenti = models.BooleanField(
        _("solo residenti"), null=True, blank=True, help_text=_("Sì: solo residenti; No: solo non residenti.")
    )

    class Meta:
        verbose_name = _("tariffa")
        verbose_name_plural = _("tariffe")
        ordering = ["servizio", "importo"]
        constraints = [
            *Validita.Meta.constraints,
            models.CheckConstraint(
                condition=Q(importo__gte=0),
                name="servizi_tariffa_importo",
                violation_error_message=_("L'importo non può essere negativo."),
            ),
            models.CheckConstraint(
                condition=Q(isee_da__isnull=True) | Q(isee_a__isnull=True) | Q(isee_a__gte=F("isee_da")),
                name="servizi_tariffa_isee",
                violation_error_message=_("La fascia ISEE finisce prima di cominciare."),
            ),
        ]

    def __str__(self):
        return f"{self.importo} € {self.get_unita_display()}"
