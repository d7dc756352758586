"""Forms about the people of a body: invite one, change a role, ask to come in."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from aderenti.inviti import ha_accesso
from aderenti.models import Accesso, RichiestaAccesso
from core.moduli import CampoEmail
from core.protezione import ModuloAnonimo

RUOLI = [
    (Accesso.Ruolo.REDATTORE, _("Redattore: tiene aggiornati la scheda e i servizi.")),
    (Accesso.Ruolo.AMMINISTRATORE, _("Amministratore: decide anche chi può lavorarci.")),
]
SCEGLI = _("Scegli il ruolo.")


class CampoRuolo(forms.ChoiceField):
    """What a person may do, in words."""

    widget = forms.RadioSelect

    def __init__(self, **kwargs):
        valori = {
            "label": _("Che cosa può fare"),
            "choices": RUOLI,
            "error_messages": {"required": SCEGLI, "invalid_choice": SCEGLI},
        }
        super().__init__(**valori | kwargs)


class RuoloForm(forms.Form):
    """The role of a person."""

    ruolo = CampoRuolo()


class InvitaForm(forms.Form):
    """Whom to invite to the pages of ``ente``, and to do what."""

    email = CampoEmail(label=_("Il suo indirizzo e-mail di lavoro"))
    ruolo = CampoRuolo(initial=Accesso.Ruolo.REDATTORE)

    def __init__(self, *args, ente, **kwargs):
        super().__init__(*args, **kwargs)
        self.ente = ente
        self.fields["email"].widget.attrs["autocomplete"] = "off"

    def clean_email(self):
        """Return the address; raise ValidationError when its owner has an access already."""
        email = self.cleaned_data["email"]
        if ha_accesso(self.ente, email):
            raise ValidationError(_("Questa persona ha già accesso: se serve, cambiale il ruolo."))
        return email


class ChiediAccessoForm(ModuloAnonimo):
    """Who asks to keep the pages of a body."""

    email = CampoEmail(
        label=_("Il tuo indirizzo e-mail di lavoro"),
        help_text=_("L’invito arriva qui."),
    )
    ruolo = forms.CharField(
        label=_("Che cosa fai in questo ente"),
        help_text=_("Per esempio: ufficio servizi sociali. Non serve il tuo nome."),
        max_length=RichiestaAccesso._meta.get_field("ruolo").max_length,
        error_messages={
            "required": _("Scrivi che cosa fai in questo ente."),
            "max_length": _("È troppo lungo: scrivi al massimo %(limit_value)d caratteri."),
        },
    )
