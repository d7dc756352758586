"""The account: a person signs in with an e-mail address, nothing else is asked."""

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class UtenteManager(BaseUserManager):
    """Create accounts by e-mail address."""

    use_in_migrations = True

    def create_user(self, email, password=None, **extra):
        """Return a new account; raises ValueError without an e-mail address."""
        if not email:
            raise ValueError("Un utente ha bisogno di un indirizzo e-mail.")
        utente = self.model(email=self.normalize_email(email).lower(), **extra)
        utente.set_password(password)
        utente.save(using=self._db)
        return utente

    def create_superuser(self, email, password=None, **extra):
        """Return a new administrator account, its address verified: who types the command vouches for it."""
        from utenti.services import allinea_indirizzo

        utente = self.create_user(email, password, is_staff=True, is_superuser=True, **extra)
        allinea_indirizzo(utente=utente)
        return utente


class Utente(AbstractUser):
    """An account. Names are optional: the Rete keeps no personal data it does not need."""

    username = None
    email = models.EmailField(
        _("indirizzo e-mail"),
        unique=True,
        error_messages={"unique": _("Esiste già un utente con questo indirizzo e-mail.")},
    )
    dimostrativo = models.BooleanField(
        _("dati dimostrativi"),
        default=False,
        help_text=_("Utente di prova, creato dal comando dei dati dimostrativi."),
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UtenteManager()

    class Meta:
        verbose_name = _("utente")
        verbose_name_plural = _("utenti")

    def __str__(self):
        return self.email
