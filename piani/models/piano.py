"""A cycle with its rules, acts, ends and lines of action. A rule of a cycle is data."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from core.documenti import privati, valida_pdf
from core.models.basi import Precisione, Provenienza, Tracciato, Vocabolario, nome_del_documento
from piani.models.indicatori import Indicatore
from piani.querysets import PianoQuerySet


class Natura(models.TextChoices):
    """Nature of a body: the rule on who may be capofila needs it."""

    PUBBLICO = "pubblico", _("pubblico")
    PRIVATO = "privato", _("privato")
    NON_PROFIT = "privato_non_profit", _("privato non profit")


class Piano(Provenienza, Tracciato):
    """A Piano territoriale di conciliazione: one cycle with its own rules. What is unknown stays empty."""

    class Stato(models.TextChoices):
        """Where the cycle is."""

        PREPARAZIONE = "in_preparazione", _("in preparazione")
        IN_CORSO = "in_corso", _("in corso")
        CONCLUSO = "concluso", _("concluso")

    code = models.SlugField(_("codice"), max_length=20, unique=True, help_text=_("Per esempio 2017-18."))
    titolo = models.CharField(_("titolo"), max_length=200)
    anno_dal = models.PositiveSmallIntegerField(_("dall'anno"))
    anno_al = models.PositiveSmallIntegerField(_("all'anno"))
    data_inizio = models.DateField(_("inizio"), null=True, blank=True)
    stato = models.CharField(_("stato"), max_length=20, choices=Stato)
    atto_locale_data = models.DateField(_("adottato dall'ATS il"), null=True, blank=True)
    quota_alleanze_pct = models.DecimalField(
        _("quota alle Alleanze (%)"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    quota_sistema_pct = models.DecimalField(
        _("quota alle azioni di sistema (%)"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    quota_cofinanziamento_minima_pct = models.DecimalField(
        _("cofinanziamento minimo (%)"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    alleanze_previste = models.PositiveSmallIntegerField(_("Alleanze nella Montagna"), null=True, blank=True)
    periodicita_monitoraggio_mesi = models.PositiveSmallIntegerField(
        _("monitoraggio ogni (mesi)"), null=True, blank=True
    )
    regole = models.TextField(_("regole in breve"), blank=True)
    dal_ciclo = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cicli_successivi",
        verbose_name=_("preparato dal ciclo"),
        help_text=_("Il ciclo da cui sono state copiate regole, linee e bisogni."),
    )
    indicatori = models.ManyToManyField(
        Indicatore,
        blank=True,
        related_name="piani",
        verbose_name=_("indicatori"),
        help_text=_("Quelli con cui si seguono i progetti di questo ciclo."),
    )

    objects = PianoQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("Piano territoriale")
        verbose_name_plural = _("Piani territoriali")
        ordering = ["-anno_dal"]
        constraints = [
            models.CheckConstraint(
                condition=Q(anno_al__gte=F("anno_dal")),
                name="piani_piano_anni",
                violation_error_message=_("Il ciclo finisce prima di cominciare: controlla gli anni."),
            ),
            models.CheckConstraint(
                condition=Q(quota_alleanze_pct__isnull=True)
                | Q(quota_sistema_pct__isnull=True)
                | Q(quota_alleanze_pct=100 - F("quota_sistema_pct")),
                name="piani_piano_quote_cento",
                violation_error_message=_("Le quote alle Alleanze e alle azioni di sistema devono fare 100."),
            ),
            models.CheckConstraint(
                condition=Q(quota_cofinanziamento_minima_pct__isnull=True)
                | Q(quota_cofinanziamento_minima_pct__range=(0, 100)),
                name="piani_piano_cofinanziamento",
                violation_error_message=_("Il cofinanziamento minimo è una percentuale da 0 a 100."),
            ),
        ]

    def __str__(self):
        return self.titolo

    @property
    def anni(self):
        """Return the years of the cycle, as people say them: “2017-2018”."""
        return f"{self.anno_dal}-{self.anno_al}"

    def get_absolute_url(self):
        """Return the public page of the cycle."""
        return reverse("piani:detail", args=[self.code])

    def fine(self):
        """Return the end in force: the latest ``TerminePiano`` decided, or None when unknown."""
        termini = list(self.termini.all())
        return max(termini, key=lambda t: (t.deciso_il or date.min, t.fine)).fine if termini else None


class Atto(Provenienza):
    """An act (delibera, decreto, legge …) that a rule, a sum or an event rests on."""

    code = models.SlugField(_("codice"), max_length=40, unique=True)
    tipo = models.CharField(_("tipo"), max_length=60)
    numero = models.CharField(_("numero"), max_length=30, blank=True)
    data = models.DateField(_("data"), null=True, blank=True)
    data_precisione = models.CharField(
        _("precisione"), max_length=10, choices=Precisione, default=Precisione.GIORNO
    )
    ente = models.CharField(_("ente"), max_length=100)
    titolo = models.CharField(_("titolo"), max_length=400)
    effetto = models.CharField(_("effetto"), max_length=300, blank=True)
    piano = models.ForeignKey(
        Piano, models.PROTECT, null=True, blank=True, related_name="atti", verbose_name=_("Piano")
    )
    indirizzo = models.URLField(_("indirizzo"), max_length=500, blank=True)
    documento = models.FileField(
        _("documento (PDF)"),
        storage=privati,
        upload_to=nome_del_documento,
        validators=[valida_pdf],
        blank=True,
    )

    class Meta:
        verbose_name = _("atto")
        verbose_name_plural = _("atti")
        ordering = ["-data", "code"]

    def __str__(self):
        return " ".join(p for p in (self.tipo, self.numero) if p) or self.titolo


class TerminePiano(models.Model):
    """A date set for the end of a cycle, with the act that set it: the planned end, then each extension."""

    piano = models.ForeignKey(Piano, models.CASCADE, related_name="termini", verbose_name=_("Piano"))
    fine = models.DateField(_("fine"))
    deciso_il = models.DateField(_("deciso il"), null=True, blank=True)
    atto = models.ForeignKey(
        Atto, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("atto")
    )
    proroga = models.BooleanField(_("proroga"), default=False)

    class Meta:
        verbose_name = _("termine del Piano")
        verbose_name_plural = _("termini del Piano")
        ordering = ["piano", "fine"]
        constraints = [
            models.UniqueConstraint(
                fields=["piano", "fine"],
                name="piani_termine_unico",
                violation_error_message=_("Questo termine c'è già."),
            )
        ]

    def __str__(self):
        return f"{self.fine:%d/%m/%Y}"


class RegolaCapofila(models.Model):
    """A nature of body that may be capofila of an Alleanza in a cycle. No row: the rule is not known."""

    piano = models.ForeignKey(Piano, models.CASCADE, related_name="regole_capofila", verbose_name=_("Piano"))
    natura = models.CharField(_("natura ammessa"), max_length=20, choices=Natura)

    class Meta:
        verbose_name = _("natura ammessa come capofila")
        verbose_name_plural = _("nature ammesse come capofila")
        constraints = [
            models.UniqueConstraint(
                fields=["piano", "natura"],
                name="piani_regola_capofila_unica",
                violation_error_message=_("Questa natura è già ammessa."),
            )
        ]

    def __str__(self):
        return self.get_natura_display()


class LineaAzione(Provenienza, Vocabolario):
    """A line of action that a cycle finances."""

    class Livello(models.TextChoices):
        """Who set the line."""

        REGIONALE = "regionale", _("regionale")
        MONTAGNA = "montagna", _("dell'ATS della Montagna")

    piano = models.ForeignKey(Piano, models.PROTECT, related_name="linee", verbose_name=_("Piano"))
    descrizione = models.TextField(_("descrizione"), blank=True)
    livello = models.CharField(_("livello"), max_length=20, choices=Livello)
    corrisponde_a = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="+", verbose_name=_("simile alla linea")
    )

    class Meta(Vocabolario.Meta):
        verbose_name = _("linea di azione")
        verbose_name_plural = _("linee di azione")
        ordering = ["piano", "livello", "ordine"]
