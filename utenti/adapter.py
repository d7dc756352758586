"""What allauth asks the portal about accounts, and how it tells them what changes."""

import time

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from django.contrib.sites.shortcuts import get_current_site
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.posta import accoda
from utenti import dispositivi


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are opened by invitation only: nobody signs up alone."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("L’indirizzo e-mail o la password non sono giusti."),
        "too_many_login_attempts": _("Troppi tentativi sbagliati. Aspetta cinque minuti e prova di nuovo."),
        "incorrect_password": _("La password non è giusta."),
        "enter_current_password": _("La password di adesso non è giusta."),
    }

    def is_open_for_signup(self, request):
        """Return False: a member's referent is invited, staff are created in the admin."""
        return False

    def send_mail(self, template_prefix, email, context):
        """Queue the mail: a mail server that is down fails no action.

        It may hold a link that opens the account: nobody reads it in the admin.
        """
        contesto = {"email": email, "current_site": get_current_site(self.request)} | context
        accoda(
            motivo="account", destinatario=email, template=template_prefix, contesto=contesto, riservato=True
        )

    def is_reauthentication_required(self, *, app, **kwargs):
        """Return whether to ask for the password again: not of who signed in a few minutes ago.

        The limit is ``ACCOUNT_REAUTHENTICATION_TIMEOUT``, in seconds.
        """
        passi = get_authentication_records(self.request, self.request.user)
        da_poco = bool(passi) and time.time() - passi[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT
        return not da_poco and super().is_reauthentication_required(app=app, **kwargs)

    def login(self, request, user):
        """Sign in, remembering whether it is the first time of the account."""
        request.primo_accesso = user.last_login is None
        super().login(request, user)

    def post_login(self, request, user, **kwargs):
        """Tell the account of a login from a device it does not know, and know it from now on."""
        response = super().post_login(request, user, **kwargs)
        if not request.primo_accesso and not dispositivi.noto(request, user):
            self.send_notification_mail("utenti/email/nuovo_dispositivo", user)
        dispositivi.ricorda(response, user)
        return response

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """Tell a person what changes in their account, from which device; demo accounts read no mail."""
        if user.dimostrativo:
            return
        contesto = {
            "timestamp": timezone.localtime(),
            "dispositivo": dispositivi.in_parole(self.get_http_user_agent(self.request)),
        }
        super().send_notification_mail(template_prefix, user, contesto | (context or {}), email)
