"""“Tutto corretto?”: the link that a member receives to confirm its sheets, without login."""

import secrets
from datetime import timedelta

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aderenti.models import Organizzazione
from servizi.models.servizio import Servizio

DURATA = timedelta(days=60)


def nuovo_codice():
    """Return a code that nobody can guess: who has it holds the e-mail it was sent to."""
    return secrets.token_urlsafe(24)


def scadenza():
    """Return when a link sent now expires."""
    return timezone.now() + DURATA


class RichiestaConferma(models.Model):
    """One mail to one address with the sheets of a body to check; its link is used once, for 60 days."""

    contenuto_pubblico = False

    organizzazione = models.ForeignKey(
        Organizzazione, models.CASCADE, related_name="richieste_conferma", verbose_name=_("organizzazione")
    )
    destinatario = models.EmailField(_("destinatario"))
    codice = models.CharField(_("codice"), max_length=40, unique=True, default=nuovo_codice, editable=False)
    creata_il = models.DateTimeField(_("mandata il"), default=timezone.now)
    scade_il = models.DateTimeField(_("scade il"), default=scadenza)
    usata_il = models.DateTimeField(_("usata il"), null=True, blank=True)
    servizi = models.ManyToManyField(Servizio, through="RigaConferma", verbose_name=_("servizi"))

    class Meta:
        verbose_name = _("richiesta di conferma")
        verbose_name_plural = _("richieste di conferma")
        ordering = ["-creata_il", "-pk"]

    def __str__(self):
        return f"{self.organizzazione} · {self.destinatario}"

    def indirizzo(self):
        """Return the page where the sheets are confirmed.

        Not ``get_absolute_url``: the admin would send there whoever may enter it.
        """
        return reverse("servizi:confirm", args=[self.codice])


class RigaConferma(models.Model):
    """A sheet in a request. ``impronta`` is the digest of its facts when the mail was written."""

    contenuto_pubblico = False

    richiesta = models.ForeignKey(
        RichiestaConferma, models.CASCADE, related_name="righe", verbose_name=_("richiesta")
    )
    servizio = models.ForeignKey(
        Servizio, models.CASCADE, related_name="righe_conferma", verbose_name=_("servizio")
    )
    impronta = models.CharField(_("impronta"), max_length=64)
    confermata_il = models.DateTimeField(_("confermata il"), null=True, blank=True)

    class Meta:
        verbose_name = _("scheda da confermare")
        verbose_name_plural = _("schede da confermare")
        ordering = ["servizio__titolo", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["richiesta", "servizio"],
                name="servizi_riga_conferma_unica",
                violation_error_message=_("Questa scheda è già nella richiesta."),
            )
        ]

    def __str__(self):
        return str(self.servizio)
