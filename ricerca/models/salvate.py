"""Searches saved by e-mail, without an account: confirmed by who receives them, deleted when they stop."""

import secrets
from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from servizi.models import Servizio


def nuovo_codice():
    """Return a code that nobody can guess: it opens the pages that confirm and stop a saved search."""
    return secrets.token_urlsafe(18)


class RicercaSalvataQuerySet(models.QuerySet):
    """Saved searches, by what is to do with them."""

    def da_guardare(self, oggi):
        """Confirmed searches that are due on the day ``oggi``: never looked at, not today, not this week."""
        settimana = self.model.Frequenza.SETTIMANALE
        in_tempo = (
            Q(esaminata_il=None)
            | Q(esaminata_il__lte=oggi - timedelta(days=7))
            | Q(esaminata_il__lt=oggi) & ~Q(frequenza=settimana)
        )
        return self.filter(in_tempo, confermata_il__isnull=False)

    def dimenticate(self, adesso):
        """Searches that nobody has confirmed in a week."""
        return self.filter(confermata_il=None, creata_il__lt=adesso - timedelta(days=7))


class RicercaSalvata(models.Model):
    """A search to repeat for an e-mail address. Unconfirmed ones are deleted after a week.

    ``domanda`` is the query string of the list of services, without page and order, parameters sorted.
    """

    contenuto_pubblico = False

    class Frequenza(models.TextChoices):
        """How often news are sent, when there are any."""

        GIORNALIERA = "giornaliera", _("ogni giorno")
        SETTIMANALE = "settimanale", _("ogni settimana")

    codice = models.CharField(_("codice"), max_length=40, unique=True, default=nuovo_codice, editable=False)
    email = models.EmailField(_("e-mail"))
    domanda = models.CharField(_("ricerca"), max_length=500, blank=True)
    frequenza = models.CharField(
        _("frequenza"), max_length=12, choices=Frequenza, default=Frequenza.SETTIMANALE
    )
    creata_il = models.DateTimeField(_("chiesta il"), default=timezone.now)
    confermata_il = models.DateTimeField(_("confermata il"), null=True, blank=True)
    esaminata_il = models.DateField(_("guardata l'ultima volta il"), null=True, blank=True)

    objects = RicercaSalvataQuerySet.as_manager()

    class Meta:
        verbose_name = _("ricerca salvata")
        verbose_name_plural = _("ricerche salvate")
        ordering = ["-creata_il", "-pk"]
        indexes = [
            models.Index(
                fields=["frequenza", "esaminata_il"],
                condition=Q(confermata_il__isnull=False),
                name="ricerca_salvata_da_guardare",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["email", "domanda"],
                name="ricerca_salvata_unica",
                violation_error_message=_("Questa ricerca è già salvata per questo indirizzo."),
            )
        ]

    def __str__(self):
        return self.domanda or "tutti i servizi"


class ServizioNotato(models.Model):
    """A service already told to a saved search, so that nothing is told twice."""

    contenuto_pubblico = False

    class Motivo(models.TextChoices):
        """Why it was told, or known from the beginning."""

        NOTO = "noto", _("già nei risultati")
        CHIUDE = "chiude", _("sta per chiudere")

    ricerca = models.ForeignKey(
        RicercaSalvata, models.CASCADE, related_name="notati", verbose_name=_("ricerca")
    )
    servizio = models.ForeignKey(Servizio, models.CASCADE, related_name="+", verbose_name=_("servizio"))
    motivo = models.CharField(_("motivo"), max_length=10, choices=Motivo)

    class Meta:
        verbose_name = _("servizio già detto")
        verbose_name_plural = _("servizi già detti")
        constraints = [
            models.UniqueConstraint(
                fields=["ricerca", "servizio", "motivo"],
                name="ricerca_notato_unico",
                violation_error_message=_("Questo servizio è già stato detto."),
            )
        ]

    def __str__(self):
        return f"{self.ricerca_id} · {self.servizio_id}"
