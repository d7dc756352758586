"""The form that saves a search."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.moduli import CampoEmail
from core.protezione import ModuloAnonimo
from ricerca.models import RicercaSalvata


class SalvaForm(ModuloAnonimo):
    """Where to write, and how often."""

    email = CampoEmail(label=_("Il tuo indirizzo e-mail"))
    frequenza = forms.ChoiceField(
        label=_("Ogni quanto ti scriviamo, se c’è qualcosa di nuovo"),
        choices=RicercaSalvata.Frequenza.choices,
        widget=forms.RadioSelect,
        initial=RicercaSalvata.Frequenza.SETTIMANALE,
        error_messages={"required": _("Scegli ogni quanto."), "invalid_choice": _("Scegli ogni quanto.")},
    )
