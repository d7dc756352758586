"""Forms of the account pages: allauth's, with the portal's words and without placeholders.

Which form uses which class is in ``ACCOUNT_FORMS`` and ``MFA_FORMS`` (settings).
"""

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.utils.translation import gettext_lazy as _

ETICHETTE = {
    "login": _("Indirizzo e-mail"),
    "email": _("Indirizzo e-mail"),
    "password": _("Password"),
    "oldpassword": _("Password di adesso"),
    "password1": _("Nuova password"),
    "password2": _("Ripeti la nuova password"),
    "code": _("Codice"),
    "name": _("Nome della chiave"),
}
AIUTI = {
    "login": "",
    "password": "",
    "oldpassword": "",
    "name": _("Per esempio “chiavetta dell’ufficio” o “telefono”."),
}


class ParoleDelPortaleMixin:
    """Give the fields the portal's labels and help; a placeholder that repeats the label goes away."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for nome, campo in self.fields.items():
            campo.widget.attrs.pop("placeholder", None)
            campo.label = ETICHETTE.get(nome, campo.label)
            campo.help_text = AIUTI.get(nome, campo.help_text)


class AccessoForm(ParoleDelPortaleMixin, account.LoginForm):
    """Sign in."""


class NuovoIndirizzoForm(ParoleDelPortaleMixin, account.AddEmailForm):
    """Change the e-mail address."""


class CambiaPasswordForm(ParoleDelPortaleMixin, account.ChangePasswordForm):
    """Change the password, knowing the one in use."""


class PrimaPasswordForm(ParoleDelPortaleMixin, account.SetPasswordForm):
    """Choose a password for the first time."""


class ChiediPasswordForm(ParoleDelPortaleMixin, account.ResetPasswordForm):
    """Ask for the link to choose a new password."""


class NuovaPasswordForm(ParoleDelPortaleMixin, account.ResetPasswordKeyForm):
    """Choose a new password, from the link."""


class ConfermaPasswordForm(ParoleDelPortaleMixin, account.ReauthenticateForm):
    """Write the password again."""


class CodiceAccessoForm(ParoleDelPortaleMixin, mfa.AuthenticateForm):
    """Write a code to sign in."""


class CodiceConfermaForm(ParoleDelPortaleMixin, mfa.ReauthenticateForm):
    """Write a code again."""


class AttivaAppForm(ParoleDelPortaleMixin, totp.ActivateTOTPForm):
    """Write the first code of the app."""


class AggiungiChiaveForm(ParoleDelPortaleMixin, webauthn.AddWebAuthnForm):
    """Add a security key, with a name to tell it from the others."""


class RinominaChiaveForm(ParoleDelPortaleMixin, webauthn.EditWebAuthnForm):
    """Change the name of a security key."""
