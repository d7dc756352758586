"""Opening, changing and closing an account: the actions of more than one write."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.sites.models import Site
from django.db import transaction
from django.urls import reverse

from core.posta import accoda
from utenti.testi_email import INVITO


@transaction.atomic
def allinea_indirizzo(*, utente):
    """Make the account's e-mail address its one verified address; return whether it was new.

    The staff vouch for the address they write; nobody can use the account before reading the mail sent there.
    """
    indirizzi = EmailAddress.objects.filter(user=utente)
    if indirizzi.filter(email=utente.email, primary=True, verified=True).exists():
        return False
    indirizzi.delete()
    EmailAddress.objects.create(user=utente, email=utente.email, primary=True, verified=True)
    return True


@transaction.atomic
def invita(*, utente):
    """Queue the mail with the link to choose a password; the address becomes the account's verified one."""
    allinea_indirizzo(utente=utente)
    chiave = {"uidb36": user_pk_to_url_str(utente), "key": default_token_generator.make_token(utente)}
    accoda(
        motivo="invito",
        destinatario=utente.email,
        template=INVITO,
        contesto={
            "indirizzo_email": utente.email,
            "collegamento": settings.SITE_URL + reverse("account_reset_password_from_key", kwargs=chiave),
            "sito": Site.objects.get_current().name,
        },
        riservato=True,
    )


@transaction.atomic
def sospendi(*, utente):
    """Close an account: it can no longer sign in and its open sessions stop at the next page."""
    utente.is_active = False
    utente.save(update_fields=["is_active"])
    return utente


@transaction.atomic
def riattiva(*, utente):
    """Open a closed account again, with the password and the roles it had."""
    utente.is_active = True
    utente.save(update_fields=["is_active"])
    return utente


@transaction.atomic
def azzera_secondo_fattore(*, utente):
    """Remove authenticator app, keys and recovery codes of who has lost them; return how many there were.

    The account is told by e-mail. Within a request: the mail says who asked, from where.
    """
    tolti, _per_modello = Authenticator.objects.filter(user=utente).delete()
    if tolti:
        get_adapter().send_notification_mail("utenti/email/secondo_fattore_azzerato", utente)
    return tolti
