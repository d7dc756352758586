"""Physical progress: what a project counts, what it aims at, the values reached. Aggregates only."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.models.basi import Provenienza
from core.vincoli import Divieto, Immutabile
from piani.models import Indicatore
from progetti.models.monitoraggio import SchedaMonitoraggio
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
    partenza_al = models.DateField(_("partenza: riferita al"), null=True, blank=True)
    obiettivo = models.DecimalField(_("obiettivo"), null=True, blank=True, **DECIMALI)
    obiettivo_entro = models.DateField(_("obiettivo: entro il"), null=True, blank=True)

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
    """The value of an indicator for a period, known at a day. Citizens see it only once validated.

    ``valore`` for quantities, ``numeratore`` and ``denominatore`` for percentages and ratios, ``testo`` for
    judgements. A corrected value stays, with the instant it was superseded; the new one says why.
    """

    indicatore_progetto = models.ForeignKey(
        IndicatoreProgetto, models.CASCADE, related_name="valori", verbose_name=_("indicatore")
    )
    dal = models.DateField(_("dal"))
    al = models.DateField(_("al"))
    riferito_al = models.DateField(_("riferito al"))
    valore = models.DecimalField(_("valore"), null=True, blank=True, **DECIMALI)
    numeratore = models.DecimalField(_("numeratore"), null=True, blank=True, **DECIMALI)
    denominatore = models.DecimalField(_("denominatore"), null=True, blank=True, **DECIMALI)
    testo = models.TextField(_("giudizio"), blank=True)
    da_dove = models.CharField(
        _("da dove viene il dato"),
        max_length=200,
        blank=True,
        help_text=_("Per esempio: registro delle iscrizioni."),
    )
    scheda = models.ForeignKey(
        SchedaMonitoraggio,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="valori",
        verbose_name=_("scheda di monitoraggio"),
    )
    corregge = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corretto_da", verbose_name=_("corregge")
    )
    motivo = models.CharField(_("motivo della correzione"), max_length=300, blank=True)
    superato_il = models.DateTimeField(_("superato il"), null=True, blank=True, editable=False)
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
        indexes = [
            models.Index(fields=["indicatore_progetto", "riferito_al"], name="progetti_valore_quando"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["indicatore_progetto", "dal", "al"],
                condition=Q(superato_il__isnull=True),
                name="progetti_valore_unico",
                violation_error_message=_("Il valore di questo periodo c'è già."),
            ),
            models.CheckConstraint(
                condition=Q(al__gte=F("dal")),
                name="progetti_valore_dal_al",
                violation_error_message=_("La data di fine viene prima di quella di inizio."),
            ),
            models.CheckConstraint(
                condition=(Q(valore__isnull=True) | Q(valore__gte=0))
                & (Q(numeratore__isnull=True) | Q(numeratore__gte=0)),
                name="progetti_valore_positivo",
                violation_error_message=_("Il valore non può essere negativo."),
            ),
            models.CheckConstraint(
                condition=Q(valore__isnull=False) | Q(denominatore__isnull=False) | ~Q(testo=""),
                name="progetti_valore_qualcosa",
                violation_error_message=_("Scrivi il valore, numeratore e denominatore, o il giudizio."),
            ),
            models.CheckConstraint(
                condition=Q(numeratore__isnull=True, denominatore__isnull=True)
                | Q(numeratore__isnull=False, denominatore__isnull=False, denominatore__gt=0),
                name="progetti_valore_frazione",
                violation_error_message=_(
                    "Numeratore e denominatore vanno insieme; il denominatore è più di zero."
                ),
            ),
            models.CheckConstraint(
                condition=Q(corregge__isnull=True) | ~Q(motivo=""),
                name="progetti_valore_correzione",
                violation_error_message=_("Scrivi perché il valore cambia."),
            ),
            Divieto(
                quando=(
                    "NEW.validato_il IS NULL AND NEW.superato_il IS NULL AND NEW.corregge_id IS NULL"
                    " AND EXISTS (SELECT 1 FROM progetti_schedamonitoraggio s WHERE s.id = NEW.scheda_id"
                    " AND s.stato IN ('inviata', 'validata', 'saltata'))"
                ),
                name="progetti_valore_scheda_aperta",
                violation_error_message=_("La scheda è già inviata: i suoi valori non si cambiano."),
            ),
            Immutabile(
                campi=[
                    "indicatore_progetto",
                    "dal",
                    "al",
                    "riferito_al",
                    "valore",
                    "numeratore",
                    "denominatore",
                    "testo",
                ],
                quando="OLD.scheda_id IS NOT NULL AND OLD.validato_il IS NOT NULL",
                name="progetti_valore_bloccato",
                violation_error_message=_("Un valore validato in una scheda non si cambia: si corregge."),
            ),
        ]

    def __str__(self):
        return f"{self.valore} ({self.al:%d/%m/%Y})"


class ParteValore(models.Model):
    """A part of a value: so many women, so many of a comune. Always a count of a group, never a person."""

    class Per(models.TextChoices):
        """What the value is divided by."""

        SESSO = "sesso", _("sesso")
        ETA = "eta", _("età")
        COMUNE = "comune", _("comune")
        IMPRESA = "impresa", _("dimensione dell'impresa")

    VOCI = {
        Per.SESSO: {"F": _("femmine"), "M": _("maschi"), "ND": _("non noto")},
        Per.ETA: {
            "0-2": _("0-2 anni"),
            "3-5": _("3-5 anni"),
            "6-10": _("6-10 anni"),
            "11-14": _("11-14 anni"),
            "15-17": _("15-17 anni"),
            "18-64": _("18-64 anni"),
            "65+": _("65 anni e più"),
            "ND": _("non nota"),
        },
        Per.IMPRESA: {
            "micro": _("micro (1-9)"),
            "piccola": _("piccola (10-49)"),
            "media": _("media (50-249)"),
            "grande": _("grande (250 e più)"),
            "ND": _("non nota"),
        },
    }
    """The entries of each division; those of ``comune`` are ISTAT codes, or ND."""

    valore = models.ForeignKey(
        ValoreIndicatore, models.CASCADE, related_name="parti", verbose_name=_("valore")
    )
    per = models.CharField(_("diviso per"), max_length=10, choices=Per)
    voce = models.CharField(_("voce"), max_length=12)
    quantita = models.DecimalField(_("quantità"), **DECIMALI)

    class Meta:
        verbose_name = _("parte di un valore")
        verbose_name_plural = _("parti di un valore")
        ordering = ["valore", "per", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["valore", "per", "voce"],
                name="progetti_parte_unica",
                violation_error_message=_("Questa voce c'è già."),
            ),
            models.CheckConstraint(
                condition=Q(quantita__gte=0),
                name="progetti_parte_positiva",
                violation_error_message=_("La quantità non può essere negativa."),
            ),
        ]

    def __str__(self):
        return f"{self.voce}: {self.quantita}"
