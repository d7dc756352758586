"""An event, its dates and its papers."""

from datetime import timedelta

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from aderenti.models import Organizzazione
from core.models.basi import Allegato, Dimostrabile, Provenienza, SlugStabile, Tracciato
from redazione.eventi.querysets import DataEventoQuerySet, EventoQuerySet
from redazione.testo import SI_SCRIVE, TESTO_MASSIMO
from territorio.models import Comune


class Evento(SlugStabile, Provenienza, Dimostrabile, Tracciato):
    """Something to go to. A member writes and sends it, ATS reads it and publishes it; or ATS writes it."""

    class Stato(models.TextChoices):
        """Where it is. Stored: moved by ``redazione.eventi.azioni`` alone."""

        BOZZA = "bozza", _("bozza")
        INVIATO = "inviato", _("inviato ad ATS")
        RESTITUITO = "restituito", _("restituito")
        PUBBLICATO = "pubblicato", _("pubblicato")
        ANNULLATO = "annullato", _("annullato")

    slug_riservati = frozenset({"passati"})

    titolo = models.CharField(_("titolo"), max_length=150)
    sommario = models.CharField(
        _("sommario"),
        max_length=300,
        help_text=_("Una o due frasi: è quello che si legge negli elenchi. Al massimo 300 caratteri."),
    )
    testo = models.TextField(
        _("testo"), blank=True, validators=[MaxLengthValidator(TESTO_MASSIMO)], help_text=SI_SCRIVE
    )
    organizzatore = models.ForeignKey(
        Organizzazione,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="eventi",
        verbose_name=_("organizzatore"),
        help_text=_("Vuoto: lo organizza ATS, o un ente che non è nel registro."),
    )
    comune = models.ForeignKey(
        Comune, models.PROTECT, null=True, blank=True, related_name="eventi", verbose_name=_("comune")
    )
    luogo = models.CharField(
        _("luogo"), max_length=200, blank=True, help_text=_("Il nome del posto e la via.")
    )
    online = models.URLField(
        _("collegamento online"),
        max_length=300,
        blank=True,
        help_text=_("Per seguirlo a distanza: lo leggono tutti."),
    )
    gratuito = models.BooleanField(_("gratuito"), default=True)
    prezzo = models.CharField(
        _("quanto costa"), max_length=150, blank=True, help_text=_("Solo se non è gratuito.")
    )
    per_chi = models.CharField(
        _("per chi"),
        max_length=150,
        blank=True,
        help_text=_("Per esempio: famiglie con bambini da 3 a 6 anni."),
    )
    stato = models.CharField(_("stato"), max_length=10, choices=Stato, default=Stato.BOZZA, editable=False)
    motivo = models.CharField(_("motivo"), max_length=500, blank=True, editable=False)
    dall_ente = models.BooleanField(_("lo scrive l’ente"), default=False, editable=False)
    pubblica_dal = models.DateTimeField(
        _("esce il"), null=True, blank=True, help_text=_("Vuoto: quando ATS lo pubblica.")
    )
    pubblica_fino = models.DateTimeField(
        _("si toglie il"), null=True, blank=True, help_text=_("Vuoto: resta. Altrimenti si toglie da solo.")
    )

    objects = EventoQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("evento")
        verbose_name_plural = _("eventi")
        ordering = ["-creato_il", "-pk"]
        indexes = [models.Index(fields=["stato", "pubblica_dal"], name="redazione_evento_stato")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(titolo="") & ~Q(sommario=""),
                name="redazione_evento_titolo",
                violation_error_message=_("Scrivi il titolo e il sommario dell’evento."),
            ),
            models.CheckConstraint(
                condition=Q(stato="bozza") | ~Q(luogo="") | ~Q(online="") | Q(comune__isnull=False),
                name="redazione_evento_dove",
                violation_error_message=_(
                    "Scrivi dove si tiene: un luogo, un comune o un collegamento online."
                ),
            ),
            models.CheckConstraint(
                condition=Q(gratuito=False) | Q(prezzo=""),
                name="redazione_evento_prezzo",
                violation_error_message=_("Un evento gratuito non ha un prezzo: togli l’uno o l’altro."),
            ),
            models.CheckConstraint(
                condition=~Q(stato__in=["restituito", "annullato"]) | ~Q(motivo=""),
                name="redazione_evento_motivo",
                violation_error_message=_("Scrivi perché: chi legge deve capirlo."),
            ),
            models.CheckConstraint(
                condition=Q(dall_ente=False, stato__in=["bozza", "pubblicato", "annullato"])
                | Q(dall_ente=True, organizzatore__isnull=False),
                name="redazione_evento_dell_ente",
                violation_error_message=_("Un evento mandato ad ATS ha l’ente che lo manda."),
            ),
            models.CheckConstraint(
                condition=~Q(stato__in=["pubblicato", "annullato"]) | Q(pubblica_dal__isnull=False),
                name="redazione_evento_uscita",
                violation_error_message=_("Un evento pubblicato ha il giorno e l’ora in cui esce."),
            ),
            models.CheckConstraint(
                condition=Q(pubblica_fino__isnull=True)
                | Q(pubblica_dal__isnull=True)
                | Q(pubblica_fino__gt=F("pubblica_dal")),
                name="redazione_evento_quando",
                violation_error_message=_("Un evento si toglie dopo che è uscito: controlla date e ore."),
            ),
        ]

    def __str__(self):
        return self.titolo

    def testo_slug(self):
        """Return the title."""
        return self.titolo

    def get_absolute_url(self):
        """Return the public page."""
        return reverse("eventi:detail", args=[self.slug])

    @property
    def da_scrivere(self):
        """Return whether its member may still change it."""
        return self.dall_ente and self.stato in (self.Stato.BOZZA, self.Stato.RESTITUITO)

    @property
    def annullato(self):
        """Return whether it was called off."""
        return self.stato == self.Stato.ANNULLATO

    @property
    def dove(self):
        """Return the place in words, empty when it is only online."""
        return ", ".join(filter(None, [self.luogo, self.comune.nome if self.comune else ""]))


class DataEvento(Tracciato):
    """When an event is held: one row a time. ``uid`` is what an imported calendar calls it."""

    evento = models.ForeignKey(Evento, models.CASCADE, related_name="date", verbose_name=_("evento"))
    inizio = models.DateTimeField(_("inizio"))
    fine = models.DateTimeField(_("fine"))
    nota = models.CharField(_("nota"), max_length=150, blank=True)
    annullata = models.BooleanField(_("annullata"), default=False)
    uid = models.CharField(_("identificativo nel calendario"), max_length=255, null=True, editable=False)

    objects = DataEventoQuerySet.as_manager()

    class Meta:
        verbose_name = _("data dell’evento")
        verbose_name_plural = _("date dell’evento")
        ordering = ["inizio", "pk"]
        indexes = [models.Index(fields=["fine"], name="redazione_dataevento_fine")]
        constraints = [
            models.CheckConstraint(
                condition=Q(fine__gt=F("inizio")),
                name="redazione_dataevento_dopo",
                violation_error_message=_("L’evento finisce dopo che è cominciato: controlla date e ore."),
            ),
            models.UniqueConstraint(
                fields=["evento", "inizio"],
                name="redazione_dataevento_unica",
                violation_error_message=_(
                    "Questa data c’è già: l’evento comincia una volta sola a quell’ora."
                ),
            ),
            models.UniqueConstraint(
                fields=["uid"],
                name="redazione_dataevento_uid",
                violation_error_message=_("C’è già una data con questo identificativo."),
            ),
        ]

    def __str__(self):
        return f"{self.evento}, {timezone.localtime(self.inizio):%d/%m/%Y %H:%M}"

    @property
    def saltata(self):
        """Return whether nobody should go: the date or the whole event was called off."""
        return self.annullata or self.evento.annullato

    @property
    def mese(self):
        """Return the first day of its month."""
        return timezone.localdate(self.inizio).replace(day=1)

    @property
    def giorni_interi(self):
        """Return whether it goes from a midnight to another."""
        return all(timezone.localtime(i).strftime("%H:%M") == "00:00" for i in (self.inizio, self.fine))

    @property
    def ultimo_giorno(self):
        """Return the last day it is held on."""
        return timezone.localdate(self.fine - timedelta(microseconds=1))


class AllegatoEvento(Allegato):
    """A paper of an event: the poster, the programme."""

    evento = models.ForeignKey(Evento, models.CASCADE, related_name="allegati", verbose_name=_("evento"))

    class Meta(Allegato.Meta):
        verbose_name = _("allegato dell’evento")
        verbose_name_plural = _("allegati dell’evento")
        ordering = ["evento", "titolo", "pk"]
