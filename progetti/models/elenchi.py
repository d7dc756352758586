"""The lists that the law asks for, as they were published: content and report are kept unchanged."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.vincoli import Immutabile
from progetti.querysets_elenchi import ElencoPubblicatoQuerySet


class ElencoPubblicato(models.Model):
    """A publication of a legal list. The latest of its kind (and year) is the one in force.

    ``colonne`` are lists [code, Italian heading, English heading, form] (``progetti.elenchi.campi``);
    ``righe`` and ``kohesio`` are lists of texts (days as 2018-12-31, amounts as 95400.00), so that no
    database turns a key or a figure around; ``avvertenze`` are the dicts of ``progetti.elenchi.controlli``.
    """

    class Tipo(models.TextChoices):
        """Which duty it meets."""

        OPERAZIONI_1303 = "1303", _("elenco delle operazioni (Reg. UE 1303/2013, art. 115 e allegato XII)")
        OPERAZIONI_1060 = "1060", _("elenco delle operazioni (Reg. UE 2021/1060, art. 49)")
        ART_27 = "art27", _("contributi concessi (d.lgs. 33/2013, art. 26 e 27)")

    tipo = models.CharField(_("elenco"), max_length=10, choices=Tipo)
    anno = models.PositiveSmallIntegerField(
        _("anno"), null=True, blank=True, help_text=_("Solo per l'elenco annuale dei contributi.")
    )
    colonne = models.JSONField(
        _("colonne"), default=list, blank=True, help_text=_("Codice, intestazioni, forma di ogni colonna.")
    )
    righe = models.JSONField(_("righe"), default=list, blank=True)
    kohesio = models.JSONField(_("righe nel formato Kohesio"), default=list, blank=True)
    avvertenze = models.JSONField(_("che cosa mancava"), default=list, blank=True)
    pubblicato_il = models.DateTimeField(_("pubblicato il"), auto_now_add=True)
    pubblicato_da = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("pubblicato da"),
    )

    objects = ElencoPubblicatoQuerySet.as_manager()

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
                campi=["tipo", "anno", "colonne", "righe", "kohesio", "avvertenze", "pubblicato_il"],
                name="progetti_elenco_immutabile",
                violation_error_message=_("Un elenco pubblicato non si cambia: pubblicane uno nuovo."),
            ),
        ]

    def __str__(self):
        return f"{self.get_tipo_display()}{f' {self.anno}' if self.anno else ''}"

    @property
    def giorno(self):
        """Return the day of the publication, in Italy."""
        return timezone.localdate(self.pubblicato_il)
