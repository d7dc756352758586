"""The form with which citizens tell that a sheet is wrong."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.protezione import ModuloAnonimo
from servizi.models import Segnalazione

TESTO_MASSIMO = Segnalazione._meta.get_field("testo").max_length


class CampoRacconto(forms.CharField):
    """A few lines of text. An end of line counts one character, as the browser counts it."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, *, max_length, **kwargs):
        super().__init__(max_length=max_length, **kwargs)
        lungo, nullo = self.validators[-2:]
        lungo.message = _("È troppo lungo: scrivi al massimo %(limit_value)d caratteri.")
        nullo.message = _("C’è un carattere che non si può usare: riscrivi il testo.")

    def to_python(self, value):
        """Return the text with ends of line of one character."""
        return super().to_python(value).replace("\r\n", "\n")

    def prepare_value(self, value):
        """Return the text to show in the control, without the character that no page may hold."""
        return value.replace("\x00", "") if isinstance(value, str) else value


class SegnalaForm(ModuloAnonimo):
    """What is wrong, said by the button that sends the form, and a few words if one likes."""

    testo = CampoRacconto(
        label=_("Vuoi aggiungere qualcosa?"),
        help_text=_("Non scrivere nomi o dati personali."),
        max_length=TESTO_MASSIMO,
        required=False,
    )
    motivo = forms.ChoiceField(
        label=_("Che cosa è sbagliato?"),
        choices=Segnalazione.Motivo.choices,
        error_messages=dict.fromkeys(
            ["required", "invalid_choice"], _("scegli che cosa è sbagliato: premi uno dei bottoni.")
        ),
    )
