"""The form with which a body says that an action point is done."""

from django import forms
from django.utils.translation import gettext_lazy as _

from aderenti.forms_domande import CampoRighe


class FattaForm(forms.Form):
    """What was done."""

    resoconto = CampoRighe(
        label=_("Che cosa è stato fatto"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Di’ anche dove si vede: un documento caricato, una pagina, una data."),
    )
