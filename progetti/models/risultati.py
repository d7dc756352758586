"""Physical progress: what a project counts, what it aims at, the values reached. Aggregates only."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.models.basi import Provenienza
from piani.models import Indicatore
from progetti.models.progetto import Progetto

DECIMALI = {"max_digits": 12, "decimal_places": 2}


class IndicatoreProgetto(models.Model):
    """An indicator that a project is followed with: where it starts from and where it wants to arrive."""

    progetto = models.ForeignKey(
        Progetto, models.CASCADE, related_name="indicatori", verbose_name=_("progetto")
    )
    indicatore = models.ForeignKey(
        Indicatore, models.PROTECT, related_name="nei_progetti", verbose_name=_("indicatore")
    )
    partenza = models.DecimalField(_("valore di partenza"), null=True, blank=True, **DECIMALI)
    obiettivo = models.DecimalField(_("obiettivo"), null=True, blank=True, **DECIMALI)

    class Meta:
        verbose_name = _("indicatore del progetto")
        verbose_name_plural = _("indicatori del progetto")
        ordering = ["progetto", "indicatore__ordine", "indicatore__code"]
        constraints = [
            models.UniqueConstraint(
                fields=["progetto", "indicatore"],
                name="progetti_indicatore_unico",
                violation_error_message=_("Questo indicatore c'è già nel progetto."),
            )
        ]

    def __str__(self):
        return f"{self.indicatore} · {self.progetto}"


class ValoreIndicatore(Provenienza):
    """The value of an indicator for a period, known at a day. Citizens see it only once validated."""

    indicatore_progetto = models.ForeignKey(
        IndicatoreProgetto, models.CASCADE, related_name="valori", verbose_name=_("indicatore")
    )
    dal = models.DateField(_("dal"))
    al = models.DateField(_("al"))
    riferito_al = models.DateField(_("riferito al"))
    valore = models.DecimalField(_("valore"), **DECIMALI)
    validato_il = models.DateField(_("validato il"), null=True, blank=True)
    validato_da = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("validato da"),
    )

    class Meta:
        verbose_name = _("valore dell'indicatore")
        verbose_name_plural = _("valori dell'indicatore")
        ordering = ["indicatore_progetto", "al", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicatore_progetto", "dal", "al"],
                name="progetti_valore_unico",
                violation_error_message=_("Il valore di questo periodo c'è già."),
            ),
            models.CheckConstraint(
                condition=Q(al__gte=F("dal")),
                name="progetti_valore_dal_al",
                violation_error_message=_("La data di fine viene prima di quella di inizio."),
            ),
            models.CheckConstraint(
                condition=Q(valore__gte=0),
                name="progetti_valore_positivo",
                violation_error_message=_("Il valore non può essere negativo."),
            ),
        ]

    def __str__(self):
        return f"{self.valore} ({self.al:%d/%m/%Y})"
