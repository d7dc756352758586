"""What the office writes for citizens: news and frequent questions, in Markdown."""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from aderenti.models import Organizzazione
from core.immagini import ImmagineField
from core.models.basi import Dimostrabile, Precisione, Provenienza, SlugStabile, Tracciato
from core.validatori import valida_avvenuta
from progetti.models import Progetto
from redazione.biblioteca.models import Documento, VersioneDocumento
from redazione.eventi.models import AllegatoEvento, DataEvento, Evento
from redazione.immagini import CARTELLA, DERIVATI, GRANDE, PESO_GRANDE
from redazione.querysets import NotiziaQuerySet, VoceFaqQuerySet
from redazione.testo import SI_SCRIVE, TESTO_MASSIMO
from territorio.models import Ambito

__all__ = [
    "AllegatoEvento",
    "DataEvento",
    "Documento",
    "Evento",
    "Notizia",
    "VersioneDocumento",
    "VoceFaq",
]


class Notizia(SlugStabile, Provenienza, Dimostrabile, Tracciato):
    """A dated fact told to citizens. It comes out and leaves by itself, at its instants."""

    class Stato(models.TextChoices):
        """Where a piece of news is, read from its instants: never stored."""

        BOZZA = "bozza", _("bozza")
        PROGRAMMATA = "programmata", _("programmata")
        PUBBLICATA = "pubblicata", _("pubblicata")
        SCADUTA = "scaduta", _("scaduta")

    slug_riservati = frozenset({"stampa"})

    code = models.SlugField(_("codice"), max_length=20, unique=True, null=True, editable=False)
    titolo = models.CharField(_("titolo"), max_length=150)
    sommario = models.CharField(
        _("sommario"),
        max_length=300,
        help_text=_("Una o due frasi: è quello che si legge negli elenchi. Al massimo 300 caratteri."),
    )
    testo = models.TextField(
        _("testo"), blank=True, validators=[MaxLengthValidator(TESTO_MASSIMO)], help_text=SI_SCRIVE
    )
    data = models.DateField(_("data"), default=timezone.localdate, help_text=_("Il giorno del fatto."))
    data_precisione = models.CharField(
        _("precisione della data"), max_length=10, choices=Precisione, default=Precisione.GIORNO
    )
    pubblica_dal = models.DateTimeField(
        _("esce il"),
        null=True,
        blank=True,
        help_text=_("Vuoto: è una bozza. Nel futuro: esce da sola a quell'ora."),
    )
    pubblica_fino = models.DateTimeField(
        _("si toglie il"), null=True, blank=True, help_text=_("Vuoto: resta. Altrimenti si toglie da sola.")
    )
    comunicato_stampa = models.BooleanField(
        _("comunicato stampa"), default=False, help_text=_("Si vede anche nell'area per la stampa.")
    )
    immagine = ImmagineField(
        _("immagine"),
        upload_to=CARTELLA,
        blank=True,
        lati=GRANDE,
        peso=PESO_GRANDE,
    )
    immagine_piccola = models.ImageField(
        _("immagine piccola"), upload_to=CARTELLA, blank=True, editable=False
    )
    immagine_larghezza = models.PositiveSmallIntegerField(_("larghezza"), null=True, editable=False)
    immagine_altezza = models.PositiveSmallIntegerField(_("altezza"), null=True, editable=False)
    immagine_alt = models.CharField(
        _("che cosa si vede nell'immagine"),
        max_length=200,
        blank=True,
        help_text=_("Lo legge chi non la vede."),
    )
    immagine_crediti = models.CharField(
        _("di chi è l'immagine"), max_length=150, blank=True, help_text=_("Autore e licenza.")
    )
    ambiti = models.ManyToManyField(Ambito, blank=True, related_name="notizie", verbose_name=_("ambiti"))
    progetti = models.ManyToManyField(
        Progetto, blank=True, related_name="notizie", verbose_name=_("progetti")
    )
    aderenti = models.ManyToManyField(
        Organizzazione, blank=True, related_name="notizie", verbose_name=_("aderenti")
    )

    objects = NotiziaQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["immagine", *DERIVATI])

    class Meta:
        verbose_name = _("notizia")
        verbose_name_plural = _("notizie")
        ordering = ["-data", "-pk"]
        indexes = [models.Index(fields=["pubblica_dal", "pubblica_fino"], name="redazione_notizia_esce")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(titolo=""),
                name="redazione_notizia_titolo",
                violation_error_message=_("Scrivi il titolo della notizia."),
            ),
            models.CheckConstraint(
                condition=~Q(sommario=""),
                name="redazione_notizia_sommario",
                violation_error_message=_("Scrivi il sommario: è quello che si legge negli elenchi."),
            ),
            models.CheckConstraint(
                condition=Q(pubblica_fino__isnull=True)
                | Q(pubblica_dal__isnull=False, pubblica_fino__gt=F("pubblica_dal")),
                name="redazione_notizia_quando",
                violation_error_message=_("Una notizia si toglie dopo che è uscita: controlla date e ore."),
            ),
            models.CheckConstraint(
                condition=Q(immagine="") | (~Q(immagine_alt="") & ~Q(immagine_crediti="")),
                name="redazione_notizia_immagine",
                violation_error_message=_("Con l'immagine scrivi che cosa si vede e di chi è."),
            ),
        ]

    def __str__(self):
        return self.titolo

    def testo_slug(self):
        """Return the title."""
        return self.titolo

    def get_absolute_url(self):
        """Return the public page."""
        return reverse("notizie:detail", args=[self.slug])

    def stato(self, adesso=None):
        """Return where it is at the instant ``adesso`` (now)."""
        adesso = adesso or timezone.now()
        if self.pubblica_dal is None:
            return self.Stato.BOZZA
        if self.pubblica_dal > adesso:
            return self.Stato.PROGRAMMATA
        if self.pubblica_fino is not None and self.pubblica_fino <= adesso:
            return self.Stato.SCADUTA
        return self.Stato.PUBBLICATA


class VoceFaq(Dimostrabile, Tracciato):
    """A question that people ask often, with its answer."""

    class Pubblico(models.TextChoices):
        """Who asks."""

        FAMIGLIE = "famiglie", _("per le famiglie")
        IMPRESE = "imprese", _("per le imprese")
        ADERENTI = "aderenti", _("per gli aderenti alla Rete")

    domanda = models.CharField(_("domanda"), max_length=200)
    risposta = models.TextField(
        _("risposta"), validators=[MaxLengthValidator(TESTO_MASSIMO)], help_text=SI_SCRIVE
    )
    pubblico = models.CharField(_("per chi"), max_length=10, choices=Pubblico, default=Pubblico.FAMIGLIE)
    ordine = models.PositiveSmallIntegerField(_("ordine"), default=0)
    pubblicata = models.BooleanField(_("pubblicata"), default=False)
    verificata_il = models.DateField(
        _("verificata il"),
        null=True,
        blank=True,
        validators=[valida_avvenuta],
        help_text=_("Il giorno in cui qualcuno ha controllato che la risposta è ancora giusta."),
    )

    objects = VoceFaqQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("domanda frequente")
        verbose_name_plural = _("domande frequenti")
        ordering = ["pubblico", "ordine", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pubblico", "domanda"],
                name="redazione_vocefaq_unica",
                violation_error_message=_("Questa domanda c'è già, per le stesse persone."),
            ),
            models.CheckConstraint(
                condition=~Q(domanda="") & ~Q(risposta=""),
                name="redazione_vocefaq_risposta",
                violation_error_message=_("Scrivi la domanda e la sua risposta."),
            ),
            models.CheckConstraint(
                condition=Q(pubblicata=False) | Q(verificata_il__isnull=False),
                name="redazione_vocefaq_verificata",
                violation_error_message=_("Prima di pubblicarla scrivi quando è stata verificata."),
            ),
        ]

    def __str__(self):
        return self.domanda

    def get_absolute_url(self):
        """Return the place of the question in its page."""
        return f"{reverse('redazione:faq')}#domanda-{self.pk}"
