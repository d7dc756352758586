"""Forms of the account pages, where the library's labels are not in Italian."""

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

AIUTO = _("Per esempio “chiavetta dell’ufficio” o “telefono”.")


class AggiungiChiaveForm(AddWebAuthnForm):
    """Add a security key, with a name to tell it from the others."""

    name = forms.CharField(label=_("Nome della chiave"), required=False, max_length=60, help_text=AIUTO)


class RinominaChiaveForm(EditWebAuthnForm):
    """Change the name of a security key."""

    name = forms.CharField(label=_("Nome della chiave"), max_length=60, help_text=AIUTO)
