"""The people who keep a member's pages: their access, the invitations, those who ask to come in."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aderenti.models.organizzazione import Organizzazione

DURATA_INVITO = timedelta(days=14)
ATTESA_RICHIESTA = timedelta(days=7)


def nuovo_codice():
    """Return a code that nobody can guess: who has it holds the e-mail it was sent to."""
    return secrets.token_urlsafe(24)


def scadenza_invito():
    """Return when an invitation sent now expires."""
    return timezone.now() + DURATA_INVITO


class AccessoQuerySet(models.QuerySet):
    """Accesses of people to bodies."""

    def attivi(self):
        """Accesses in force, of accounts that can sign in."""
        return self.filter(tolto_il__isnull=True, utente__is_active=True)

    def amministratori(self):
        """Those that may manage the people of their body."""
        return self.filter(ruolo=Accesso.Ruolo.AMMINISTRATORE)


class Accesso(models.Model):
    """What lets an account work on a body's pages. Taken away, it stays as a trace of who could do what."""

    contenuto_pubblico = False

    class Ruolo(models.TextChoices):
        """What one may do: an editor keeps the pages, an administrator the people too."""

        AMMINISTRATORE = "amministratore", _("amministratore")
        REDATTORE = "redattore", _("redattore")

    organizzazione = models.ForeignKey(
        Organizzazione, models.CASCADE, related_name="accessi", verbose_name=_("organizzazione")
    )
    utente = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="accessi", verbose_name=_("utente")
    )
    ruolo = models.CharField(_("ruolo"), max_length=15, choices=Ruolo, default=Ruolo.REDATTORE)
    dal = models.DateTimeField(_("dal"), default=timezone.now)
    dato_da = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("dato da"),
    )
    tolto_il = models.DateTimeField(_("tolto il"), null=True, blank=True)
    tolto_da = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("tolto da"),
    )

    objects = AccessoQuerySet.as_manager()

    class Meta:
        verbose_name = _("accesso all'area riservata")
        verbose_name_plural = _("accessi all'area riservata")
        ordering = ["organizzazione", "dal", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organizzazione", "utente"],
                condition=Q(tolto_il__isnull=True),
                name="aderenti_accesso_unico",
                violation_error_message=_("Questa persona ha già accesso."),
            ),
            models.CheckConstraint(
                condition=Q(tolto_il__isnull=True) | Q(tolto_il__gte=F("dal")),
                name="aderenti_accesso_date",
                violation_error_message=_("L'accesso finisce prima di cominciare: controlla le date."),
            ),
        ]

    def __str__(self):
        return f"{self.utente} · {self.organizzazione}"

    @property
    def amministra(self):
        """Return whether it may manage the people of the body."""
        return self.ruolo == self.Ruolo.AMMINISTRATORE


class InvitoQuerySet(models.QuerySet):
    """Invitations by what can be done with them."""

    def aperti(self):
        """Invitations neither used nor taken back, expired ones too."""
        return self.filter(usato_il__isnull=True, revocato_il__isnull=True)

    def validi(self, adesso=None):
        """Invitations that can still be used."""
        return self.aperti().filter(scade_il__gt=adesso or timezone.now())


class Invito(models.Model):
    """An invitation to keep a body's pages, sent to one address; used once, for two weeks."""

    contenuto_pubblico = False

    organizzazione = models.ForeignKey(
        Organizzazione, models.CASCADE, related_name="inviti", verbose_name=_("organizzazione")
    )
    email = models.EmailField(_("indirizzo e-mail"))
    ruolo = models.CharField(
        _("ruolo"), max_length=15, choices=Accesso.Ruolo, default=Accesso.Ruolo.REDATTORE
    )
    codice = models.CharField(_("codice"), max_length=40, unique=True, default=nuovo_codice, editable=False)
    creato_il = models.DateTimeField(_("mandato il"), default=timezone.now)
    creato_da = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("mandato da"),
    )
    scade_il = models.DateTimeField(_("scade il"), default=scadenza_invito)
    usato_il = models.DateTimeField(_("usato il"), null=True, blank=True)
    usato_da = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("usato da"),
    )
    revocato_il = models.DateTimeField(_("revocato il"), null=True, blank=True)
    revocato_da = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("revocato da"),
    )

    objects = InvitoQuerySet.as_manager()

    class Meta:
        verbose_name = _("invito")
        verbose_name_plural = _("inviti")
        ordering = ["-creato_il", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organizzazione", "email"],
                condition=Q(usato_il__isnull=True, revocato_il__isnull=True),
                name="aderenti_invito_uno_aperto",
                violation_error_message=_("C'è già un invito per questo indirizzo."),
            ),
            models.CheckConstraint(
                condition=Q(usato_il__isnull=True) | Q(revocato_il__isnull=True),
                name="aderenti_invito_usato_o_revocato",
                violation_error_message=_("Un invito usato non si revoca: togli l'accesso."),
            ),
        ]

    def __str__(self):
        return f"{self.email} · {self.organizzazione}"

    def indirizzo(self):
        """Return the page where the invitation is accepted: a secret, so no link of the admin leads there."""
        return reverse("inviti:accept", args=[self.codice])

    @property
    def valido(self):
        """Return whether it can still be used."""
        return not (self.usato_il or self.revocato_il) and self.scade_il > timezone.now()


class RichiestaAccessoQuerySet(models.QuerySet):
    """Requests by what they wait for."""

    def in_attesa(self):
        """Requests that nobody has decided."""
        return self.filter(stato=RichiestaAccesso.Stato.IN_ATTESA)

    def da_seguire(self, adesso=None):
        """Requests that ATS looks after: nobody in the body can decide them, or nobody has for a week."""
        amministratori = Accesso.objects.attivi().amministratori()
        ferme = Q(creata_il__lt=(adesso or timezone.now()) - ATTESA_RICHIESTA)
        return self.in_attesa().filter(
            ferme | ~Exists(amministratori.filter(organizzazione=OuterRef("organizzazione")))
        )


class RichiestaAccesso(models.Model):
    """Somebody who works for a body asks to keep its pages: its own administrator decides."""

    contenuto_pubblico = False

    class Stato(models.TextChoices):
        """Where the request is."""

        IN_ATTESA = "in_attesa", _("in attesa")
        ACCOLTA = "accolta", _("accolta")
        RESPINTA = "respinta", _("respinta")

    organizzazione = models.ForeignKey(
        Organizzazione, models.CASCADE, related_name="richieste_accesso", verbose_name=_("organizzazione")
    )
    email = models.EmailField(_("indirizzo e-mail di lavoro"))
    ruolo = models.CharField(
        _("che cosa fai nell'ente"), max_length=100, help_text=_("Per esempio: ufficio servizi sociali.")
    )
    creata_il = models.DateTimeField(_("arrivata il"), default=timezone.now)
    stato = models.CharField(_("stato"), max_length=10, choices=Stato, default=Stato.IN_ATTESA)
    decisa_il = models.DateTimeField(_("decisa il"), null=True, blank=True)
    decisa_da = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decisa da"),
    )

    objects = RichiestaAccessoQuerySet.as_manager()

    class Meta:
        verbose_name = _("richiesta di accesso")
        verbose_name_plural = _("richieste di accesso")
        ordering = ["creata_il", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organizzazione", "email"],
                condition=Q(stato="in_attesa"),
                name="aderenti_richiesta_accesso_una",
                violation_error_message=_("C'è già una richiesta da questo indirizzo."),
            ),
            models.CheckConstraint(
                condition=Q(stato="in_attesa") | Q(decisa_il__isnull=False),
                name="aderenti_richiesta_accesso_decisa",
                violation_error_message=_("Una richiesta decisa dice quando è stata decisa."),
            ),
        ]

    def __str__(self):
        return f"{self.email} · {self.organizzazione}"
