"""A mail of the office to a segment of the Rete, and its log by recipient."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aderenti.models import Organizzazione
from comunicazioni.querysets import ComunicazioneQuerySet
from core.models import Messaggio
from core.models.basi import Tracciato


class Comunicazione(Tracciato):
    """A mail written by the office: a draft until it is confirmed, then for ever as it left.

    ``segmento`` is the code of a question about the members (``comunicazioni.segmenti``), ``parametri`` are
    the keys of what it needs; ``oggetto_inviato`` and ``testo_inviato`` are what left, frame included.
    """

    contenuto_pubblico = False

    class Stato(models.TextChoices):
        """Whether it can still be changed."""

        BOZZA = "bozza", _("bozza")
        ACCODATA = "accodata", _("accodata")

    oggetto = models.CharField(_("oggetto"), max_length=200)
    testo = models.TextField(_("testo"), max_length=10_000)
    segmento = models.SlugField(_("segmento"), max_length=30)
    parametri = models.JSONField(_("quale"), default=dict, blank=True, editable=False)
    a_chi = models.CharField(_("a chi"), max_length=300, blank=True, editable=False)
    stato = models.CharField(_("stato"), max_length=10, choices=Stato, default=Stato.BOZZA, editable=False)
    creata_da = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("scritta da"),
    )
    accodata_il = models.DateTimeField(_("accodata il"), null=True, blank=True, editable=False)

    oggetto_inviato = models.CharField(_("oggetto inviato"), max_length=200, blank=True, editable=False)
    testo_inviato = models.TextField(_("testo inviato"), blank=True, editable=False)

    objects = ComunicazioneQuerySet.as_manager()

    class Meta:
        verbose_name = _("comunicazione")
        verbose_name_plural = _("comunicazioni")
        ordering = ["-creato_il", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stato="bozza", accodata_il__isnull=True)
                | Q(stato="accodata", accodata_il__isnull=False),
                name="comunicazioni_comunicazione_accodata_il",
                violation_error_message=_("Una comunicazione accodata dice quando; una bozza no."),
            ),
            models.CheckConstraint(
                condition=~Q(oggetto__contains="\n") & ~Q(oggetto__contains="\r"),
                name="comunicazioni_comunicazione_oggetto_una_riga",
                violation_error_message=_("L'oggetto di un'e-mail sta su una riga."),
            ),
        ]

    def __str__(self):
        return self.oggetto

    @property
    def e_bozza(self):
        """Return whether it can still be changed."""
        return self.stato == self.Stato.BOZZA


class DestinatarioComunicazione(models.Model):
    """An address of a body that a mail was for, and what became of it. Never written by hand."""

    contenuto_pubblico = False

    class Stato(models.TextChoices):
        """What became of the mail to this address."""

        IN_CODA = "in_coda", _("in coda")
        INVIATA = "inviata", _("inviata")
        RIFIUTATA = "rifiutata", _("rifiutata")
        ESCLUSA = "esclusa", _("non scritta")

    comunicazione = models.ForeignKey(
        Comunicazione, models.CASCADE, related_name="destinatari", verbose_name=_("comunicazione")
    )
    organizzazione = models.ForeignKey(
        Organizzazione,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="comunicazioni_ricevute",
        verbose_name=_("organizzazione"),
    )
    indirizzo = models.EmailField(_("indirizzo"), blank=True)
    messaggio = models.ForeignKey(
        Messaggio,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("e-mail in uscita"),
    )
    stato = models.CharField(_("esito"), max_length=10, choices=Stato, default=Stato.IN_CODA)
    perche = models.CharField(_("perché"), max_length=300, blank=True)
    stato_dal = models.DateTimeField(_("quando"), auto_now_add=True)

    class Meta:
        verbose_name = _("destinatario di una comunicazione")
        verbose_name_plural = _("destinatari delle comunicazioni")
        ordering = ["comunicazione", "organizzazione__denominazione", "indirizzo", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(stato__in=["rifiutata", "esclusa"]) | ~Q(perche=""),
                name="comunicazioni_destinatario_perche",
                violation_error_message=_("Scrivi perché l'e-mail non è arrivata."),
            ),
            models.CheckConstraint(
                condition=Q(stato="esclusa") | ~Q(indirizzo=""),
                name="comunicazioni_destinatario_indirizzo",
                violation_error_message=_("Per scrivere a qualcuno serve il suo indirizzo."),
            ),
        ]

    def __str__(self):
        return f"{self.organizzazione or '–'} · {self.indirizzo or '–'}"
