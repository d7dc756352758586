"""The second factor: required of whoever enters the admin, in the very session that enters."""

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

METODI = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def attivo(utente):
    """Return whether the account has an authenticator app or a security key."""
    return is_mfa_enabled(utente, METODI)


def usato(request):
    """Return whether the second factor was used in this session."""
    return any(passo["method"] == "mfa" for passo in get_authentication_records(request, request.user))


def registra_attivazione(request, user, authenticator, **kwargs):
    """Count the activation as a use: who has just shown a code is not asked for another at once.

    Receiver of allauth's ``authenticator_added``; recovery codes, made by the site, prove nothing.
    """
    if authenticator.type in METODI:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)


class SecondoFattoreMiddleware:
    """Keep the admin closed to staff without a second factor, when ``MFA_STAFF`` is on."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Pass the request on: the check waits for the view to be known."""
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Send staff to activate the second factor, or to use it, before any page of the admin."""
        if not settings.MFA_STAFF or "admin" not in request.resolver_match.app_names:
            return None
        if not request.user.is_authenticated or not request.user.is_staff:
            return None
        if not attivo(request.user):
            messages.warning(request, _("Per entrare nella gestione serve il secondo fattore: attivalo qui."))
            return redirect("mfa_index")
        if not usato(request):
            messages.warning(request, _("Per entrare nella gestione conferma il secondo fattore."))
            dopo = urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})
            return redirect(f"{reverse(_pagina_di_conferma(request.user))}?{dopo}")
        return None


def _pagina_di_conferma(utente):
    """Return the name of the page that asks for a code or, who has only a key, for the key."""
    con_codice = is_mfa_enabled(utente, [Authenticator.Type.TOTP])
    return "mfa_reauthenticate" if con_codice else "mfa_reauthenticate_webauthn"
