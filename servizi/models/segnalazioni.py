"""“This information is wrong”: what a citizen reports about a sheet, without an account, and the answer."""

import secrets

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from servizi.models.servizio import Servizio


def nuovo_codice():
    """Return a code that nobody can guess: the address where a report can be followed."""
    return secrets.token_urlsafe(9)


class Segnalazione(models.Model):
    """A report about a sheet. It holds nothing of who wrote it: only what is wrong, and the answer."""

    contenuto_pubblico = False

    class Motivo(models.TextChoices):
        """What is wrong: one tap each."""

        TELEFONO = "telefono", _("Il telefono o l’e-mail è sbagliato")
        ORARI = "orari", _("Gli orari o i giorni sono sbagliati")
        PREZZO = "prezzo", _("Il prezzo è sbagliato")
        POSTI = "posti", _("I posti non sono come scritto")
        LUOGO = "luogo", _("L’indirizzo è sbagliato")
        CHIUSO = "chiuso", _("Il servizio non c’è più")
        ALTRO = "altro", _("È sbagliato qualcos’altro")

    class Stato(models.TextChoices):
        """Where the report is: open, or closed with an answer."""

        NUOVA = "nuova", _("nuova")
        IN_VERIFICA = "in_verifica", _("in verifica")
        CORRETTA = "corretta", _("corretta")
        GIUSTA = "giusta", _("era giusta")

    CHIUSE = (Stato.CORRETTA, Stato.GIUSTA)

    codice = models.CharField(_("codice"), max_length=20, unique=True, default=nuovo_codice, editable=False)
    servizio = models.ForeignKey(
        Servizio, models.CASCADE, related_name="segnalazioni", verbose_name=_("servizio")
    )
    motivo = models.CharField(_("che cosa è sbagliato"), max_length=10, choices=Motivo)
    testo = models.CharField(_("dettagli"), max_length=500, blank=True)
    creata_il = models.DateTimeField(_("arrivata il"), default=timezone.now)
    stato = models.CharField(_("stato"), max_length=12, choices=Stato, default=Stato.NUOVA)
    risposta = models.CharField(
        _("risposta"),
        max_length=500,
        blank=True,
        help_text=_("La legge chi ha segnalato, all'indirizzo che ha ricevuto."),
    )
    chiusa_il = models.DateTimeField(_("chiusa il"), null=True, blank=True)

    class Meta:
        verbose_name = _("segnalazione")
        verbose_name_plural = _("segnalazioni")
        ordering = ["-creata_il", "-pk"]
        indexes = [models.Index(fields=["stato", "creata_il"], name="servizi_segnalazione_stato")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(stato__in=["corretta", "giusta"]) | ~Q(risposta="") & Q(chiusa_il__isnull=False),
                name="servizi_segnalazione_risposta",
                violation_error_message=_("Per chiudere una segnalazione scrivi la risposta."),
            )
        ]

    def __str__(self):
        return f"{self.get_motivo_display()} · {self.servizio}"

    def get_absolute_url(self):
        """Return the page where the report can be followed."""
        return reverse("servizi:report-status", args=[self.codice])
