"""The lists that the law asks for, as they were published: content and report are kept unchanged."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.vincoli import Immutabile


class ElencoPubblicato(models.Model):
    """A publication of a legal list. The latest of its kind (and year) is the one in force."""

    class Tipo(models.TextChoices):
        """Which duty it meets."""

        OPERAZIONI_1303 = "1303", _("elenco delle operazioni (Reg. UE 1303/2013, art. 115 e allegato XII)")
        OPERAZIONI_1060 = "1060", _("elenco delle operazioni (Reg. UE 2021/1060, art. 49)")
        ART_27 = "art27", _("contributi concessi (d.lgs. 33/2013, art. 26 e 27)")

    tipo = models.CharField(_("elenco"), max_length=10, choices=Tipo)
    anno = models.PositiveSmallIntegerField(
        _("anno"), null=True, blank=True, help_text=_("Solo per l'elenco annuale dei contributi.")
    )
    righe = models.JSONField(_("righe"))
    avvertenze = models.JSONField(_("che cosa mancava"), default=list)
    pubblicato_il = models.DateTimeField(_("pubblicato il"), auto_now_add=True)
    pubblicato_da = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("pubblicato da"),
    )

    class Meta:
        verbose_name = _("elenco pubblicato")
        verbose_name_plural = _("elenchi pubblicati")
        ordering = ["-pubblicato_il", "-pk"]
        indexes = [models.Index(fields=["tipo", "anno", "-pubblicato_il"], name="progetti_elenco_ultimo")]
        constraints = [
            models.CheckConstraint(
                condition=Q(tipo="art27", anno__isnull=False) | ~Q(tipo="art27") & Q(anno__isnull=True),
                name="progetti_elenco_anno",
                violation_error_message=_("L'anno si indica solo per l'elenco dei contributi."),
            ),
            Immutabile(
                campi=["tipo", "anno", "pubblicato_il"],
                name="progetti_elenco_immutabile",
                violation_error_message=_("Un elenco pubblicato non si cambia: pubblicane uno nuovo."),
            ),
        ]

    def __str__(self):
        return f"{self.get_tipo_display()}{f' {self.anno}' if self.anno else ''}"
