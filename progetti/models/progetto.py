"""A project, who takes part in it, its steps."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from aderenti.models import Organizzazione
from alleanze.models import AlleanzaLocale
from core.models.basi import Dimostrabile, Provenienza, SlugStabile, Tracciato, Validita
from core.validatori import RE_CUP, valida_cup
from core.vincoli import SenzaSovrapposizioni
from piani.models import Atto, Bisogno, LineaAzione, Piano
from progetti.models.avvisi import Avviso
from progetti.models.fondi import Fondo
from progetti.querysets import PartnerQuerySet, ProgettoQuerySet
from territorio.models import Ambito, Comune


class Progetto(SlugStabile, Provenienza, Dimostrabile, Tracciato):
    """A financed project. Its state is its last event; unknown fields stay empty."""

    class Tipo(models.TextChoices):
        """Who promotes it."""

        ALLEANZA = "alleanza", _("di un'Alleanza Locale")
        FSE = "fse", _("Fondo sociale europeo")
        SISTEMA = "sistema", _("azione di sistema")

    slug_riservati = frozenset({"panoramica", "scarica", "confronta"})

    code = models.SlugField(_("codice"), max_length=40, unique=True)
    titolo = models.CharField(_("titolo"), max_length=200, blank=True, help_text=_("Vuoto se non è noto."))
    tipo = models.CharField(_("tipo"), max_length=10, choices=Tipo)
    piano = models.ForeignKey(
        Piano, models.PROTECT, null=True, blank=True, related_name="progetti", verbose_name=_("ciclo")
    )
    alleanza = models.ForeignKey(
        AlleanzaLocale,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="progetti",
        verbose_name=_("Alleanza"),
    )
    avviso = models.ForeignKey(
        Avviso, models.PROTECT, null=True, blank=True, related_name="progetti", verbose_name=_("avviso")
    )
    fondo = models.ForeignKey(
        Fondo,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="progetti",
        verbose_name=_("fondo principale"),
    )
    atto = models.ForeignKey(
        Atto, models.PROTECT, null=True, blank=True, related_name="progetti", verbose_name=_("atto")
    )
    azione = models.CharField(_("azione del programma"), max_length=60, blank=True)
    linee = models.ManyToManyField(
        LineaAzione, blank=True, related_name="progetti", verbose_name=_("linee di azione")
    )
    bisogni = models.ManyToManyField(Bisogno, blank=True, related_name="progetti", verbose_name=_("bisogni"))
    sintesi = models.TextField(_("in parole semplici"), blank=True)
    cup = models.CharField(_("CUP"), max_length=15, blank=True, validators=[valida_cup])
    cup_assente_motivo = models.CharField(_("perché manca il CUP"), max_length=200, blank=True)
    codice_locale = models.CharField(_("codice locale"), max_length=60, blank=True)
    cofinanziamento_pct = models.DecimalField(
        _("cofinanziamento (%)"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    n_partner = models.PositiveSmallIntegerField(
        _("numero di partner dichiarato"),
        null=True,
        blank=True,
        help_text=_("Come nella fonte; l'elenco può essere incompleto."),
    )
    ambiti = models.ManyToManyField(Ambito, blank=True, related_name="progetti", verbose_name=_("ambiti"))
    comuni = models.ManyToManyField(Comune, blank=True, related_name="progetti", verbose_name=_("comuni"))
    territorio = models.CharField(_("territorio, a parole"), max_length=300, blank=True)

    titolo_en = models.CharField(_("titolo in inglese"), max_length=200, blank=True)
    sintesi_en = models.TextField(_("sintesi in inglese"), blank=True)
    categoria_intervento = models.CharField(
        _("categoria di intervento"),
        max_length=10,
        blank=True,
        help_text=_("Il codice dell'Unione europea (Reg. 1303/2013 art. 96, Reg. 2021/1060 art. 73)."),
    )

    objects = ProgettoQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("progetto")
        verbose_name_plural = _("progetti")
        ordering = ["-piano__anno_dal", "titolo", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(cup="") | Q(cup__regex=RE_CUP),
                name="progetti_progetto_cup",
                violation_error_message=_(
                    "Il CUP ha 15 caratteri: una lettera, due cifre, una lettera e undici cifre."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(cup="") | ~Q(cup_assente_motivo=""),
                name="progetti_progetto_cup_o_motivo",
                violation_error_message=_("Scrivi il CUP o perché manca."),
            ),
            models.UniqueConstraint(
                fields=["codice_locale"],
                condition=~Q(codice_locale=""),
                name="progetti_progetto_codice_locale",
                violation_error_message=_("C'è già un progetto con questo codice locale."),
            ),
            models.CheckConstraint(
                condition=Q(cofinanziamento_pct__isnull=True) | Q(cofinanziamento_pct__range=(0, 100)),
                name="progetti_progetto_cofinanziamento",
                violation_error_message=_("Il cofinanziamento è una percentuale da 0 a 100."),
            ),
        ]

    def __str__(self):
        return self.nome

    @property
    def nome(self):
        """Return the title, or what is known when the title is not."""
        if self.titolo:
            return self.titolo
        if self.alleanza:
            return _("Progetto dell'Alleanza di %(ambito)s %(anni)s") % {
                "ambito": self.alleanza.ambito.nome,
                "anni": self.alleanza.piano.anni,
            }
        return f"{self.get_tipo_display().capitalize()} · {self.code}"

    @property
    def ciclo(self):
        """Return the cycle: its own or, without one, that of its Alleanza; None when neither is known."""
        return self.piano or (self.alleanza.piano if self.alleanza else None)

    def get_stato_display(self):
        """Return the word for ``stato``, which the queryset computes (``con_stato``)."""
        from progetti.models import EventoProgetto

        return EventoProgetto.Tipo(self.stato).label

    def testo_slug(self):
        """Return the title, else the code: the address does not change when the title becomes known."""
        return self.titolo or self.code

    def get_absolute_url(self):
        """Return the public sheet."""
        return reverse("progetti:detail", args=[self.slug])


class PartnerProgetto(Validita, Provenienza):
    """A body in a project, with its role. One capofila at a time."""

    class Ruolo(models.TextChoices):
        """Role in the project."""

        CAPOFILA = "capofila", _("capofila")
        PARTNER = "partner", _("partner")
        ASSOCIATO = "associato", _("partner associato")
        SPONSOR = "sponsor", _("sponsor")

    progetto = models.ForeignKey(Progetto, models.CASCADE, related_name="partner", verbose_name=_("progetto"))
    organizzazione = models.ForeignKey(
        Organizzazione, models.PROTECT, related_name="progetti_svolti", verbose_name=_("organizzazione")
    )
    ruolo = models.CharField(_("ruolo"), max_length=10, choices=Ruolo, default=Ruolo.PARTNER)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner del progetto")
        verbose_name_plural = _("partner del progetto")
        ordering = ["progetto", "ruolo", "organizzazione__denominazione"]
        constraints = [
            *Validita.Meta.constraints,
            SenzaSovrapposizioni(
                campi=["progetto"],
                solo_se={"ruolo": "capofila"},
                name="progetti_partner_un_capofila",
                violation_error_message=_("In quei giorni il progetto ha già un altro capofila."),
            ),
            SenzaSovrapposizioni(
                campi=["progetto", "organizzazione"],
                name="progetti_partner_una_per_ente",
                violation_error_message=_("In quei giorni l'organizzazione è già nel progetto."),
            ),
        ]

    def __str__(self):
        return f"{self.organizzazione} · {self.get_ruolo_display()}"


class Attivita(models.Model):
    """A step of the cronoprogramma: planned and actual dates."""

    progetto = models.ForeignKey(
        Progetto, models.CASCADE, related_name="attivita", verbose_name=_("progetto")
    )
    titolo = models.CharField(_("attività"), max_length=200)
    inizio_previsto = models.DateField(_("inizio previsto"), null=True, blank=True)
    fine_prevista = models.DateField(_("fine prevista"), null=True, blank=True)
    inizio_effettivo = models.DateField(_("inizio effettivo"), null=True, blank=True)
    fine_effettiva = models.DateField(_("fine effettiva"), null=True, blank=True)

    class Meta:
        verbose_name = _("attività")
        verbose_name_plural = _("cronoprogramma")
        ordering = ["progetto", "inizio_previsto", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fine_prevista__isnull=True)
                | Q(inizio_previsto__isnull=True)
                | Q(fine_prevista__gte=F("inizio_previsto")),
                name="progetti_attivita_previste",
                violation_error_message=_("La fine prevista viene prima dell'inizio previsto."),
            ),
            models.CheckConstraint(
                condition=Q(fine_effettiva__isnull=True)
                | Q(inizio_effettivo__isnull=True)
                | Q(fine_effettiva__gte=F("inizio_effettivo")),
                name="progetti_attivita_effettive",
                violation_error_message=_("La fine effettiva viene prima dell'inizio effettivo."),
            ),
        ]

    def __str__(self):
        return self.titolo
