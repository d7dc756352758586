"""Public calls: when they open and close, what they offer, what came of them."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from core.models.basi import Allegato, Dimostrabile, Precisione, Provenienza, SlugStabile, Tracciato
from core.models.denaro import CampoDenaro
from core.vincoli import Immutabile
from piani.models import Atto, LineaAzione, Piano
from progetti.models.fondi import Fondo
from progetti.querysets_avvisi import AvvisoQuerySet


class Avviso(SlugStabile, Provenienza, Dimostrabile, Tracciato):
    """A public call: opens and closes by date and hour. What no source tells stays empty."""

    class Stato(models.TextChoices):
        """Where a call is, read from dates and hours (``AvvisoQuerySet.con_stato``): never stored."""

        APERTO = "aperto", _("aperto")
        IN_ARRIVO = "in_arrivo", _("in arrivo")
        CHIUSO = "chiuso", _("chiuso")
        ESITO = "esito", _("esito pubblicato")
        NON_NOTE = "non_note", _("date non note")

    class Assegnazione(models.TextChoices):
        """How the money is assigned."""

        GRADUATORIA = "graduatoria", _("graduatoria: prima i progetti con più punti")
        SPORTELLO = "sportello", _("a sportello: in ordine di arrivo, finché ci sono fondi")
        NEGOZIATA = "negoziata", _("concordata con chi presenta la proposta")

    slug_riservati = frozenset({"avvisami"})

    code = models.SlugField(_("codice"), max_length=40, unique=True)
    titolo = models.CharField(_("titolo"), max_length=200)
    sintesi = models.TextField(_("in parole semplici"), blank=True)
    a_chi = models.TextField(_("chi può partecipare"), blank=True)
    piano = models.ForeignKey(
        Piano, models.PROTECT, null=True, blank=True, related_name="avvisi", verbose_name=_("ciclo")
    )
    fondo = models.ForeignKey(
        Fondo, models.PROTECT, null=True, blank=True, related_name="avvisi", verbose_name=_("fondo")
    )
    atto = models.ForeignKey(
        Atto, models.PROTECT, null=True, blank=True, related_name="avvisi", verbose_name=_("atto")
    )
    norma = models.CharField(
        _("norma"), max_length=200, blank=True, help_text=_("Su quale norma si fonda il contributo.")
    )
    apre_il = models.DateTimeField(_("apre il"), null=True, blank=True)
    chiude_il = models.DateTimeField(_("chiude il"), null=True, blank=True)
    ore_note = models.BooleanField(
        _("le ore sono note"),
        default=True,
        help_text=_("Togli la spunta se la fonte dice solo il giorno: l'ora allora non si mostra."),
    )
    proposte_altrove = models.BooleanField(
        _("proposte anche fuori da questo portale"),
        default=False,
        help_text=_("Per esempio un avviso regionale: quanto resta allora non si può calcolare."),
    )
    dotazione = CampoDenaro(_("quanto c'è in tutto (euro)"), null=True, blank=True)
    assegnazione = models.CharField(
        _("come si assegnano i fondi"), max_length=15, choices=Assegnazione, blank=True
    )
    assegnazione_note = models.CharField(_("come si assegnano: precisazioni"), max_length=300, blank=True)
    soglia = models.DecimalField(_("punteggio minimo"), max_digits=6, decimal_places=2, null=True, blank=True)
    quota_cofinanziamento_minima_pct = models.DecimalField(
        _("cofinanziamento minimo (%)"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    ufficio = models.CharField(_("ufficio a cui rivolgersi"), max_length=150, blank=True)
    ufficio_email = models.EmailField(_("e-mail dell'ufficio"), blank=True)
    ufficio_telefono = models.CharField(_("telefono dell'ufficio"), max_length=40, blank=True)
    pubblicato = models.BooleanField(
        _("pubblicato"), default=False, help_text=_("Da quando è pubblicato si vede nel portale.")
    )
    esito = models.TextField(_("esito, in parole semplici"), blank=True)
    esito_atto = models.ForeignKey(
        Atto, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("atto dell'esito")
    )
    esito_pubblicato_il = models.DateField(_("esito pubblicato il"), null=True, blank=True)
    esito_pubblicato_il_precisione = models.CharField(
        _("esito: precisione della data"),
        max_length=10,
        choices=Precisione,
        default=Precisione.GIORNO,
    )
    apertura_annunciata_il = models.DateTimeField(
        _("apertura annunciata il"), null=True, blank=True, editable=False
    )

    objects = AvvisoQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("avviso")
        verbose_name_plural = _("avvisi")
        ordering = ["-apre_il", "code"]
        indexes = [
            models.Index(fields=["pubblicato", "apre_il", "chiude_il"], name="progetti_avviso_quando"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(apre_il__isnull=True) | Q(chiude_il__isnull=True) | Q(chiude_il__gt=F("apre_il")),
                name="progetti_avviso_apre_chiude",
                violation_error_message=_("L'avviso chiude prima di aprire: controlla date e ore."),
            ),
            models.CheckConstraint(
                condition=Q(dotazione__isnull=True) | Q(dotazione__gte=0),
                name="progetti_avviso_dotazione",
                violation_error_message=_("La dotazione non può essere negativa."),
            ),
            models.CheckConstraint(
                condition=Q(esito_pubblicato_il__isnull=True) | ~Q(esito=""),
                name="progetti_avviso_esito",
                violation_error_message=_("Per pubblicare l'esito scrivilo in parole semplici."),
            ),
        ]

    def __str__(self):
        return self.titolo

    def testo_slug(self):
        """Return the title."""
        return self.titolo

    def get_absolute_url(self):
        """Return the public page."""
        return reverse("avvisi:detail", args=[self.slug])

    def get_stato_display(self):
        """Return the word for ``stato``, which the queryset computes (``con_stato``)."""
        return self.Stato(self.stato).label

    def con_esito(self, oggi=None):
        """Return whether citizens may read the outcome on the day ``oggi`` (today)."""
        oggi = oggi or timezone.localdate()
        return self.esito_pubblicato_il is not None and self.esito_pubblicato_il <= oggi


class ProrogaAvviso(models.Model):
    """A closing that was moved: from when to when, by which act. Written by ``progetti.avvisi.proroga``."""

    avviso = models.ForeignKey(Avviso, models.CASCADE, related_name="proroghe", verbose_name=_("avviso"))
    chiudeva_il = models.DateTimeField(_("chiudeva il"))
    chiude_il = models.DateTimeField(_("chiude il"))
    atto = models.ForeignKey(
        Atto, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("atto")
    )
    motivo = models.CharField(_("motivo"), max_length=300)
    decisa_il = models.DateField(_("decisa il"), default=timezone.localdate)

    class Meta:
        verbose_name = _("proroga dell'avviso")
        verbose_name_plural = _("proroghe dell'avviso")
        ordering = ["avviso", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(chiude_il__gt=F("chiudeva_il")),
                name="progetti_proroga_avviso_dopo",
                violation_error_message=_("La nuova chiusura deve venire dopo quella di prima."),
            ),
            models.CheckConstraint(
                condition=~Q(motivo=""),
                name="progetti_proroga_avviso_motivo",
                violation_error_message=_("Scrivi il motivo della proroga."),
            ),
            Immutabile(
                campi=["avviso", "chiudeva_il", "chiude_il", "atto", "motivo", "decisa_il"],
                name="progetti_proroga_avviso_immutabile",
                violation_error_message=_("Una proroga registrata non si cambia."),
            ),
        ]

    def __str__(self):
        return f"{self.avviso}: {timezone.localtime(self.chiude_il):%d/%m/%Y %H:%M}"


class DotazioneLinea(models.Model):
    """The part of a call's money that goes to a line of action."""

    avviso = models.ForeignKey(Avviso, models.CASCADE, related_name="dotazioni", verbose_name=_("avviso"))
    linea = models.ForeignKey(LineaAzione, models.PROTECT, related_name="+", verbose_name=_("linea"))
    importo = CampoDenaro(_("importo (euro)"))

    class Meta:
        verbose_name = _("dotazione di una linea")
        verbose_name_plural = _("dotazione per linea")
        ordering = ["avviso", "linea__ordine"]
        constraints = [
            models.UniqueConstraint(
                fields=["avviso", "linea"],
                name="progetti_dotazione_unica",
                violation_error_message=_("Questa linea ha già la sua dotazione."),
            ),
            models.CheckConstraint(
                condition=Q(importo__gte=0),
                name="progetti_dotazione_importo",
                violation_error_message=_("L'importo non può essere negativo."),
            ),
        ]

    def __str__(self):
        return f"{self.linea}: {self.importo} €"


class DocumentoAvviso(Allegato):
    """A document of a call: the text, a form to fill, the outcome."""

    avviso = models.ForeignKey(Avviso, models.CASCADE, related_name="documenti", verbose_name=_("avviso"))

    class Meta(Allegato.Meta):
        verbose_name = _("documento dell'avviso")
        verbose_name_plural = _("documenti dell'avviso")
        ordering = ["avviso", "-data", "titolo"]


class DomandaFrequente(models.Model):
    """A question on a call, with the answer of the office. It shows from its day on."""

    avviso = models.ForeignKey(Avviso, models.CASCADE, related_name="domande", verbose_name=_("avviso"))
    ordine = models.PositiveSmallIntegerField(_("ordine"), default=0)
    domanda = models.CharField(_("domanda"), max_length=300)
    risposta = models.TextField(_("risposta"))
    pubblicata_il = models.DateField(_("si vede dal"), default=timezone.localdate)

    class Meta:
        verbose_name = _("domanda frequente")
        verbose_name_plural = _("domande frequenti")
        ordering = ["avviso", "ordine", "pk"]

    def __str__(self):
        return self.domanda
