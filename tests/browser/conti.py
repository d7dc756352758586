"""Accounts in every state that an account page needs. Runs in the served portal's own shell and prints JSON.

{"sessioni": {state: session key}, "parametri": {URL name: of an address}, "segreto": of the app}
"""

import json

from allauth.account.forms import default_token_generator
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client, RequestFactory

from tests.factories import make_utente
from tests.utenti.totp import attiva
from utenti.services import allinea_indirizzo


def prepara():
    """Make the accounts and return what the tests must know."""
    semplice, senza, completa, chiave = map(_utente, ("semplice", "senza", "completa", "chiave"))
    senza.set_unusable_password()
    senza.save()
    segreto = attiva(completa)
    RecoveryCodes.activate(completa)
    nuovo = EmailAddress.objects.create(user=senza, email="nuovo@browser.example")
    return {
        "sessioni": {
            "semplice": _sessione(semplice),
            "senza": _sessione(senza),
            "completa": _sessione(completa),
            "completa di ieri": _sessione(completa, di_adesso=False),
            "chiave": _sessione(chiave),
            "chiave di ieri": _sessione(chiave, di_adesso=False),
        },
        "parametri": {
            "account_confirm_email": {"key": EmailConfirmationHMAC(nuovo).key},
            "account_reset_password_from_key": {
                "uidb36": user_pk_to_url_str(semplice),
                "key": default_token_generator.make_token(semplice),
            },
        },
        "segreto": segreto,
    }


def _utente(nome):
    utente = make_utente(email=f"{nome}@browser.example")
    allinea_indirizzo(utente=utente)
    return utente


def _sessione(utente, *, di_adesso=True):
    """Return the key of a new session; ``di_adesso``: signed in so recently that no page asks again."""
    client = Client()
    client.force_login(utente, "allauth.account.auth_backends.AuthenticationBackend")
    request = RequestFactory().get("/")
    request.session = client.session
    if di_adesso:
        record_authentication(request, utente, "password", reauthenticated=True)
        request.session.save()
    return request.session.session_key


def stampa():
    """Print what ``prepara`` returns."""
    print(json.dumps(prepara()))
