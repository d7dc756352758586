"""Who asked for the newsletter: an address, what it wants, and nothing else about the person."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsletter.models.scelte import Argomento
from newsletter.querysets import AbbonatoQuerySet
from ricerca.models.salvate import nuovo_codice
from territorio.models import Ambito


class Abbonato(models.Model):
    """An address of the newsletter. Who leaves is deleted: there is no state for it.

    One field a topic, ``vuole_<topic>``, so that the database counts them and refuses a row without any.
    No ambito means everywhere.
    """

    contenuto_pubblico = False

    class Stato(models.TextChoices):
        """Whether it is written to."""

        DA_CONFERMARE = "da_confermare", _("da confermare")
        ATTIVO = "attivo", _("attivo")
        SOSPESO = "sospeso", _("sospeso: la casella rifiuta")

    codice = models.CharField(_("codice"), max_length=40, unique=True, default=nuovo_codice, editable=False)
    email = models.EmailField(_("e-mail"), unique=True)
    vuole_notizie = models.BooleanField(Argomento.NOTIZIE.label, default=False)
    vuole_eventi = models.BooleanField(Argomento.EVENTI.label, default=False)
    vuole_corsi = models.BooleanField(Argomento.CORSI.label, default=False)
    vuole_avvisi = models.BooleanField(Argomento.AVVISI.label, default=False)
    vuole_servizi = models.BooleanField(Argomento.SERVIZI.label, default=False)
    ambiti = models.ManyToManyField(
        Ambito, through="AmbitoAbbonato", blank=True, related_name="+", verbose_name=_("ambiti")
    )
    stato = models.CharField(_("stato"), max_length=15, choices=Stato, default=Stato.DA_CONFERMARE)
    chiesto_il = models.DateTimeField(_("chiesto il"), default=timezone.now)
    confermato_il = models.DateTimeField(_("confermato il"), null=True, blank=True)
    sospeso_il = models.DateTimeField(_("sospeso il"), null=True, blank=True)

    objects = AbbonatoQuerySet.as_manager()

    class Meta:
        verbose_name = _("abbonato alla newsletter")
        verbose_name_plural = _("abbonati alla newsletter")
        ordering = ["-chiesto_il", "-pk"]
        indexes = [models.Index(fields=["stato", "chiesto_il"], name="newsletter_abbonato_stato")]
        constraints = [
            models.CheckConstraint(
                condition=Q(email=Lower("email")),
                name="newsletter_abbonato_minuscola",
                violation_error_message=_("L'indirizzo si scrive in minuscolo."),
            ),
            models.CheckConstraint(
                condition=Q(vuole_notizie=True)
                | Q(vuole_eventi=True)
                | Q(vuole_corsi=True)
                | Q(vuole_avvisi=True)
                | Q(vuole_servizi=True),
                name="newsletter_abbonato_argomenti",
                violation_error_message=_("Scegli almeno un argomento."),
            ),
            models.CheckConstraint(
                condition=Q(stato="da_confermare") | Q(confermato_il__isnull=False),
                name="newsletter_abbonato_confermato",
                violation_error_message=_("Chi riceve la newsletter ha confermato."),
            ),
            models.CheckConstraint(
                condition=Q(stato="sospeso", sospeso_il__isnull=False)
                | ~Q(stato="sospeso") & Q(sospeso_il__isnull=True),
                name="newsletter_abbonato_sospeso",
                violation_error_message=_("Chi è sospeso ha il giorno in cui lo è diventato."),
            ),
        ]

    def __str__(self):
        return f"{timezone.localtime(self.chiesto_il):%d/%m/%Y %H:%M}"

    @property
    def argomenti(self):
        """Return the topics it wants, in their order."""
        return [argomento for argomento in Argomento if getattr(self, f"vuole_{argomento.value}")]

    @argomenti.setter
    def argomenti(self, scelti):
        """Want the topics ``scelti`` and no other."""
        for argomento in Argomento:
            setattr(self, f"vuole_{argomento.value}", argomento in scelti)


class AmbitoAbbonato(models.Model):
    """An ambito that a subscriber is interested in."""

    contenuto_pubblico = False

    abbonato = models.ForeignKey(Abbonato, models.CASCADE, related_name="+", verbose_name=_("abbonato"))
    ambito = models.ForeignKey(Ambito, models.CASCADE, related_name="+", verbose_name=_("ambito"))

    class Meta:
        verbose_name = _("ambito di un abbonato")
        verbose_name_plural = _("ambiti degli abbonati")
        constraints = [
            models.UniqueConstraint(
                fields=["abbonato", "ambito"],
                name="newsletter_ambitoabbonato_unico",
                violation_error_message=_("Questo ambito c'è già."),
            )
        ]

    def __str__(self):
        return f"{self.abbonato_id} · {self.ambito}"


class ContoAbbonati(models.Model):
    """What happened on a day, counted: what stays when the addresses are deleted."""

    contenuto_pubblico = False

    giorno = models.DateField(_("giorno"), unique=True)
    confermati = models.PositiveIntegerField(_("confermati"), default=0)
    disdetti = models.PositiveIntegerField(_("disdetti"), default=0)
    scaduti = models.PositiveIntegerField(_("mai confermati"), default=0)
    sospesi = models.PositiveIntegerField(_("sospesi"), default=0)

    class Meta:
        verbose_name = _("conto degli abbonati")
        verbose_name_plural = _("conti degli abbonati")
        ordering = ["-giorno"]

    def __str__(self):
        return f"{self.giorno:%d/%m/%Y}"

    @classmethod
    def segna(cls, che, quanti=1):
        """Add to what is counted today; ``che`` is one of its fields."""
        riga, _nuova = cls.objects.get_or_create(giorno=timezone.localdate())
        cls.objects.filter(pk=riga.pk).update(**{che: F(che) + quanti})
