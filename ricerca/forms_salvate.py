"""The form that saves a search."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.protezione import ModuloAnonimo
from ricerca.models import RicercaSalvata

ESEMPIO = _("Scrivi un indirizzo e-mail intero, come nome@esempio.it.")


class CampoEmail(forms.EmailField):
    """An e-mail address, in lower case: people write their own in many ways."""

    widget = forms.EmailInput(attrs={"autocomplete": "email"})

    def to_python(self, value):
        """Return the address in lower case."""
        return super().to_python(value).lower()

    def prepare_value(self, value):
        """Return the value to show in the control, without the characters that no page may hold."""
        return value.replace("\x00", "") if isinstance(value, str) else value


class SalvaForm(ModuloAnonimo):
    """Where to write, and how often."""

    email = CampoEmail(
        label=_("Il tuo indirizzo e-mail"),
        max_length=254,
        error_messages={"required": ESEMPIO, "max_length": ESEMPIO},
    )
    frequenza = forms.ChoiceField(
        label=_("Ogni quanto ti scriviamo, se c’è qualcosa di nuovo"),
        choices=RicercaSalvata.Frequenza.choices,
        widget=forms.RadioSelect,
        initial=RicercaSalvata.Frequenza.SETTIMANALE,
        error_messages={"required": _("Scegli ogni quanto."), "invalid_choice": _("Scegli ogni quanto.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for validatore in self.fields["email"].validators:
            validatore.message = ESEMPIO
