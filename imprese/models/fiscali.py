"""Dated fiscal and contract sheets: what the law says from a day to a day, its figures, who checked."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from core.models.basi import Dimostrabile, Provenienza, Tracciato, Validita, ValiditaQuerySet
from core.vincoli import SenzaSovrapposizioni
from imprese.models.temi import Tema
from piani.models import Atto


class SchedaFiscaleQuerySet(ValiditaQuerySet):
    """Dated sheets."""

    def controllate(self):
        """Sheets that somebody checked against their source: the only ones that a calculator may read."""
        return self.filter(verificata_il__isnull=False)


class SchedaFiscale(Validita, Provenienza, Dimostrabile, Tracciato):
    """What a rule says on a topic while it is in force. A change of the law is a new sheet."""

    code = models.SlugField(_("codice"), max_length=40, unique=True)
    tema = models.ForeignKey(Tema, models.PROTECT, related_name="schede", verbose_name=_("tema"))
    titolo = models.CharField(_("titolo"), max_length=200)
    testo = models.TextField(_("che cosa dice la regola"))
    che_cosa_cambia = models.TextField(_("che cosa cambia rispetto a prima"), blank=True)
    atto = models.ForeignKey(
        Atto, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("atto")
    )
    verificata_il = models.DateField(_("controllata il"), null=True, blank=True)
    verificata_da = models.CharField(
        _("controllata da"),
        max_length=150,
        blank=True,
        help_text=_("Un ufficio o un ente, non una persona; e su che cosa."),
    )

    objects = SchedaFiscaleQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("scheda fiscale o contrattuale")
        verbose_name_plural = _("schede fiscali e contrattuali")
        ordering = ["tema", "-dal", "pk"]
        constraints = [
            *Validita.Meta.constraints,
            models.CheckConstraint(
                condition=Q(dal__isnull=False),
                name="imprese_scheda_dal",
                violation_error_message=_("Scrivi da quando vale."),
            ),
            SenzaSovrapposizioni(
                campi=["tema"],
                name="imprese_scheda_una_per_giorno",
                violation_error_message=_("In questi giorni vale già un’altra scheda dello stesso tema."),
            ),
            models.CheckConstraint(
                condition=Q(verificata_il__isnull=True, verificata_da="")
                | Q(verificata_il__isnull=False) & ~Q(verificata_da=""),
                name="imprese_scheda_controllo",
                violation_error_message=_("Il giorno del controllo e chi l’ha fatto vanno insieme."),
            ),
        ]

    def __str__(self):
        return self.titolo

    def get_absolute_url(self):
        """Return its place on the page of its topic."""
        return f"{self.tema.get_absolute_url()}#{self.code}"

    @property
    def scaduta(self):
        """Return whether it is over today."""
        return self.al is not None and self.al < timezone.localdate()


class Misura(models.Model):
    """A figure of a sheet: euro or percent, as ``che_cosa`` says. Numbers live here, nowhere else."""

    class Cosa(models.TextChoices):
        """What the figure is."""

        PREMIO_ALIQUOTA = "premio_aliquota", _("imposta sostitutiva sul premio (%)")
        PREMIO_TETTO = "premio_tetto", _("premio agevolato al massimo (euro all’anno)")
        PREMIO_REDDITO = "premio_reddito", _("reddito dell’anno prima al massimo (euro)")
        FRINGE_SOGLIA = "fringe_soglia", _("beni e servizi esenti, senza figli a carico (euro all’anno)")
        FRINGE_FIGLI = "fringe_figli", _("beni e servizi esenti, con figli a carico (euro all’anno)")
        SCAGLIONE = "scaglione", _("IRPEF dello scaglione (%)")

    EURO = (Cosa.PREMIO_TETTO, Cosa.PREMIO_REDDITO, Cosa.FRINGE_SOGLIA, Cosa.FRINGE_FIGLI)
    """Those in euro; the others are percent."""

    scheda = models.ForeignKey(SchedaFiscale, models.CASCADE, related_name="misure", verbose_name=_("scheda"))
    che_cosa = models.CharField(_("che cosa"), max_length=20, choices=Cosa)
    valore = models.DecimalField(_("valore"), max_digits=12, decimal_places=2)
    fino_a = models.DecimalField(
        _("fino a (euro di reddito)"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Solo per gli scaglioni; vuoto: l’ultimo."),
    )

    class Meta:
        verbose_name = _("cifra di una scheda")
        verbose_name_plural = _("cifre della scheda")
        ordering = ["scheda", "che_cosa", "valore"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheda", "che_cosa", "fino_a"],
                name="imprese_misura_unica",
                violation_error_message=_("Questa cifra c’è già."),
            ),
            models.UniqueConstraint(
                fields=["scheda", "che_cosa"],
                condition=Q(fino_a__isnull=True),
                name="imprese_misura_una",
                violation_error_message=_("Questa cifra c’è già: scrivi fino a quale reddito vale l’altra."),
            ),
            models.CheckConstraint(
                condition=Q(valore__gte=0),
                name="imprese_misura_positiva",
                violation_error_message=_("Una cifra non è mai negativa."),
            ),
            models.CheckConstraint(
                condition=~Q(che_cosa__in=["premio_aliquota", "scaglione"]) | Q(valore__lte=100),
                name="imprese_misura_percento",
                violation_error_message=_("Una percentuale va da 0 a 100."),
            ),
            models.CheckConstraint(
                condition=Q(fino_a__isnull=True) | Q(che_cosa="scaglione", fino_a__gt=0),
                name="imprese_misura_fino_a",
                violation_error_message=_("«Fino a» è solo degli scaglioni, ed è più di zero."),
            ),
        ]

    def __str__(self):
        return f"{self.get_che_cosa_display()}: {self.valore}"

    @property
    def in_euro(self):
        """Return whether it is an amount; otherwise a percentage."""
        return self.che_cosa in self.EURO
