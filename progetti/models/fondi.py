"""Funds and documented sums of money."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.models.basi import Provenienza, Vocabolario
from core.models.denaro import CampoDenaro
from piani.models import Atto, Piano


class Fondo(Provenienza, Vocabolario):
    """A fund with the shares of who pays it. A share that no source tells stays empty."""

    class Tipo(models.TextChoices):
        """Family of the fund: EU visibility rules follow from it."""

        REGIONALE = "regionale", _("regionale")
        FSE = "fse", _("Fondo sociale europeo 2014-2020")
        FSE_PLUS = "fse_plus", _("Fondo sociale europeo Plus 2021-2027")
        ALTRO = "altro", _("altro")

    tipo = models.CharField(_("tipo"), max_length=10, choices=Tipo)
    programma = models.CharField(_("programma"), max_length=150, blank=True)
    cci = models.CharField(_("codice CCI"), max_length=20, blank=True)
    quota_ue_pct = models.DecimalField(
        _("quota UE (%)"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    quota_stato_pct = models.DecimalField(
        _("quota Stato (%)"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    quota_regione_pct = models.DecimalField(
        _("quota Regione (%)"), max_digits=5, decimal_places=2, null=True, blank=True
    )

    asse_code = models.CharField(_("asse prioritario: codice"), max_length=20, blank=True)
    asse_nome = models.CharField(_("asse prioritario: nome"), max_length=150, blank=True)
    tema_code = models.CharField(_("obiettivo tematico: codice"), max_length=20, blank=True)
    tema_nome = models.CharField(_("obiettivo tematico: nome"), max_length=150, blank=True)
    obiettivo_code = models.CharField(_("obiettivo specifico: codice"), max_length=20, blank=True)
    obiettivo_nome = models.CharField(_("obiettivo specifico: nome"), max_length=250, blank=True)
    elenco_ufficiale = models.URLField(
        _("elenco ufficiale delle operazioni"),
        max_length=500,
        blank=True,
        help_text=_("La pagina dell'Autorità di gestione con l'elenco completo."),
    )

    class Meta(Vocabolario.Meta):
        verbose_name = _("fondo")
        verbose_name_plural = _("fondi")
        constraints = [
            models.CheckConstraint(
                condition=Q(quota_ue_pct__isnull=True)
                | Q(quota_stato_pct__isnull=True)
                | Q(quota_regione_pct__isnull=True)
                | Q(quota_ue_pct=100 - F("quota_stato_pct") - F("quota_regione_pct")),
                name="progetti_fondo_quote_cento",
                violation_error_message=_("Le quote di UE, Stato e Regione devono fare 100."),
            )
        ]

    @property
    def periodo_programmazione(self):
        """Return the EU programming period, empty for a fund that is not European."""
        return {self.Tipo.FSE: "2014-2020", self.Tipo.FSE_PLUS: "2021-2027"}.get(self.tipo, "")

    @property
    def europeo(self):
        """Return whether the EU visibility block is due."""
        return self.tipo in (self.Tipo.FSE, self.Tipo.FSE_PLUS)


class Finanziamento(Provenienza):
    """A sum of money read in a source. Sums of different ``natura_importo`` are never added."""

    class NaturaImporto(models.TextChoices):
        """What the figure is."""

        STANZIAMENTO = "stanziamento", _("stanziamento")
        ASSEGNAZIONE = "assegnazione", _("assegnazione")
        CONCESSO = "concesso", _("contributo concesso")
        VALORE_TOTALE = "valore totale", _("valore totale")
        COFINANZIAMENTO = "cofinanziamento", _("cofinanziamento")
        DOTAZIONE_AVVISO = "dotazione avviso", _("dotazione dell'avviso")
        DOTAZIONE_PROGRAMMA = "dotazione programma", _("dotazione del programma")

    class Livello(models.TextChoices):
        """Whom the figure is about."""

        REGIONE = "regione", _("regione")
        MONTAGNA = "ats_montagna", _("ATS della Montagna")
        PROGETTO = "progetto", _("progetto")
        FUORI = "fuori_territorio", _("fuori territorio")
        ALTRO = "altro", _("altro")

    class Origine(models.TextChoices):
        """The best origin of the figure: press and acts are kept apart."""

        ATTO = "atto", _("atto")
        DATO_APERTO = "dato aperto", _("dato aperto")
        ISTITUZIONALE = "istituzionale", _("pagina istituzionale")
        STAMPA = "stampa", _("stampa")

    code = models.SlugField(_("codice"), max_length=20, unique=True)
    piano = models.ForeignKey(
        Piano, models.PROTECT, null=True, blank=True, related_name="finanziamenti", verbose_name=_("ciclo")
    )
    anno = models.PositiveSmallIntegerField(_("anno"))
    anno_al = models.PositiveSmallIntegerField(_("all'anno"), null=True, blank=True)
    importo = CampoDenaro(_("importo (euro)"))
    natura_importo = models.CharField(_("che cosa è"), max_length=20, choices=NaturaImporto)
    fonte_finanziaria = models.CharField(_("chi paga"), max_length=60)
    livello = models.CharField(_("livello"), max_length=20, choices=Livello)
    destinatario = models.CharField(_("a chi"), max_length=120)
    oggetto = models.CharField(_("per che cosa"), max_length=200)
    atto = models.ForeignKey(
        Atto, models.PROTECT, null=True, blank=True, related_name="finanziamenti", verbose_name=_("atto")
    )
    progetto = models.ForeignKey(
        "progetti.Progetto",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="finanziamenti",
        verbose_name=_("progetto"),
    )
    parte_di = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parti", verbose_name=_("già compreso in")
    )
    alternativa_a = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="alternative",
        verbose_name=_("stessa somma di"),
    )
    arrotondato = models.BooleanField(_("arrotondato"), default=False)
    origine = models.CharField(_("origine"), max_length=20, choices=Origine)

    class Meta:
        verbose_name = _("somma documentata")
        verbose_name_plural = _("somme documentate")
        ordering = ["anno", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(importo__gte=0),
                name="progetti_finanziamento_importo",
                violation_error_message=_("L'importo non può essere negativo."),
            ),
            models.CheckConstraint(
                condition=Q(anno_al__isnull=True) | Q(anno_al__gte=F("anno")),
                name="progetti_finanziamento_anni",
                violation_error_message=_("L'ultimo anno viene prima del primo."),
            ),
        ]

    def __str__(self):
        return f"{self.oggetto} ({self.anno})"

    def chiavi_progetti(self):
        """Return the keys of its projects: its own or those of the figures that say the same money otherwise.

        Several for a sum that the source gives for them together. Reads ``alternative`` (prefetch them).
        """
        if self.progetto_id:
            return [self.progetto_id]
        return [altra.progetto_id for altra in self.alternative.all() if altra.progetto_id]
