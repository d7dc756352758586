"""The question and the answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from aderenti.forms_domande import CampoRighe

LUNGA = 2000  # characters


class ChiediForm(forms.Form):
    """A question to the capofila."""

    domanda = CampoRighe(
        label=_("La domanda"),
        max_length=LUNGA,
        help_text=_("La legge il capofila, e chi siede nel Comitato. Una cosa sola per volta."),
        widget=forms.Textarea(attrs={"rows": 4, "cols": 80}),
    )


class RispondiForm(forms.Form):
    """The answer of the capofila."""

    risposta = CampoRighe(
        label=_("La risposta"),
        max_length=LUNGA,
        help_text=_("La leggono ATS e il Comitato. Dopo non si cambia. Non scrivere nomi di persone."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
