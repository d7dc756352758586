"""The answer of a member to ATS."""

from django import forms
from django.utils.translation import gettext_lazy as _


class RispostaForm(forms.Form):
    """Words for ATS about a proposal."""

    testo = forms.CharField(
        label=_("La tua risposta ad ATS"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Scrivi la risposta.")},
    )
