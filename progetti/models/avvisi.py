"""Public calls: when they open and close, what they offer, who answered, what came of it."""

import secrets

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models.basi import Allegato, Dimostrabile, Provenienza, SlugStabile, Tracciato
from core.models.denaro import CampoDenaro
from piani.models import Atto, LineaAzione, Piano
from progetti.models.fondi import Fondo
from progetti.querysets_avvisi import AvvisoQuerySet


class Avviso(SlugStabile, Provenienza, Dimostrabile, Tracciato):
    """A public call: opens and closes by date and hour. What no source tells stays empty."""

    class Assegnazione(models.TextChoices):
        """How the money is assigned."""

        GRADUATORIA = "graduatoria", _("graduatoria: prima i progetti con più punti")
        SPORTELLO = "sportello", _("a sportello: in ordine di arrivo, finché ci sono fondi")
        NEGOZIATA = "negoziata", _("concordata con chi presenta la proposta")

    slug_riservati = frozenset({"calendario.ics", "avvisami", "conferma", "smetti"})

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
    apertura_annunciata_il = models.DateTimeField(
        _("apertura annunciata il"), null=True, blank=True, editable=False
    )

    objects = AvvisoQuerySet.as_manager()

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


class VoceControllo(models.Model):
    """A line of the formal checklist of a call: what the office looks at in every proposal."""

    contenuto_pubblico = False

    avviso = models.ForeignKey(Avviso, models.CASCADE, related_name="controlli", verbose_name=_("avviso"))
    ordine = models.PositiveSmallIntegerField(_("ordine"), default=0)
    testo = models.CharField(_("che cosa si controlla"), max_length=200)
    obbligatoria = models.BooleanField(
        _("obbligatoria"), default=True, help_text=_("Se manca, la proposta non è ammissibile.")
    )

    class Meta:
        verbose_name = _("voce del controllo formale")
        verbose_name_plural = _("controllo formale")
        ordering = ["avviso", "ordine", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["avviso", "testo"],
                name="progetti_controllo_unico",
                violation_error_message=_("Questa voce c'è già."),
            )
        ]

    def __str__(self):
        return self.testo


class Candidatura(Tracciato):
    """A proposal that answers a call: its protocol number, when it came, its formal check."""

    contenuto_pubblico = False

    avviso = models.ForeignKey(Avviso, models.PROTECT, related_name="candidature", verbose_name=_("avviso"))
    progetto = models.OneToOneField(
        "progetti.Progetto", models.PROTECT, related_name="candidatura", verbose_name=_("progetto")
    )
    protocollo = models.CharField(_("numero di protocollo"), max_length=40)
    protocollo_data = models.DateField(_("data di protocollo"))
    ricevuta_il = models.DateTimeField(_("ricevuta il"))
    importo_richiesto = CampoDenaro(_("contributo chiesto (euro)"), null=True, blank=True)
    note = models.TextField(_("note dell'istruttoria"), blank=True)

    class Meta:
        verbose_name = _("candidatura")
        verbose_name_plural = _("candidature")
        ordering = ["avviso", "ricevuta_il", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["protocollo", "protocollo_data"],
                name="progetti_candidatura_protocollo",
                violation_error_message=_("C'è già una candidatura con questo numero di protocollo."),
            ),
            models.CheckConstraint(
                condition=Q(importo_richiesto__isnull=True) | Q(importo_richiesto__gte=0),
                name="progetti_candidatura_importo",
                violation_error_message=_("L'importo non può essere negativo."),
            ),
        ]

    def __str__(self):
        return f"{self.protocollo} · {self.progetto}"

    @property
    def fuori_termine(self):
        """Return whether it came before the opening or after the closing of its call."""
        apre, chiude = self.avviso.apre_il, self.avviso.chiude_il
        return bool((apre and self.ricevuta_il < apre) or (chiude and self.ricevuta_il > chiude))


class EsitoControllo(models.Model):
    """What the office found on one line of the checklist of one proposal."""

    contenuto_pubblico = False

    class Esito(models.TextChoices):
        """What was found."""

        SI = "si", _("c'è")
        NO = "no", _("manca")
        DA_INTEGRARE = "da_integrare", _("da integrare")
        NON_DOVUTA = "non_dovuta", _("non dovuta")

    candidatura = models.ForeignKey(
        Candidatura, models.CASCADE, related_name="esiti", verbose_name=_("candidatura")
    )
    voce = models.ForeignKey(VoceControllo, models.PROTECT, related_name="+", verbose_name=_("voce"))
    esito = models.CharField(_("esito"), max_length=15, choices=Esito)
    nota = models.CharField(_("nota"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("esito del controllo")
        verbose_name_plural = _("esiti del controllo")
        ordering = ["candidatura", "voce__ordine", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidatura", "voce"],
                name="progetti_esito_unico",
                violation_error_message=_("Questa voce è già stata controllata."),
            ),
            models.CheckConstraint(
                condition=~Q(esito__in=["no", "da_integrare"]) | ~Q(nota=""),
                name="progetti_esito_nota",
                violation_error_message=_("Scrivi che cosa manca."),
            ),
        ]

    def __str__(self):
        return f"{self.voce}: {self.get_esito_display()}"


def nuovo_codice():
    """Return a code that nobody can guess: it opens the pages that confirm and stop an alert."""
    return secrets.token_urlsafe(18)


class IscrizioneAvvisi(models.Model):
    """An e-mail address to tell when a call opens: confirmed by who receives it, deleted when it stops."""

    contenuto_pubblico = False

    codice = models.CharField(_("codice"), max_length=40, unique=True, default=nuovo_codice, editable=False)
    email = models.EmailField(_("e-mail"), unique=True)
    creata_il = models.DateTimeField(_("chiesta il"), default=timezone.now)
    confermata_il = models.DateTimeField(_("confermata il"), null=True, blank=True)

    class Meta:
        verbose_name = _("iscrizione agli avvisi")
        verbose_name_plural = _("iscrizioni agli avvisi")
        ordering = ["-creata_il", "-pk"]

    def __str__(self):
        return self.email
