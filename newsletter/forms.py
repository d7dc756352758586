"""Forms of the newsletter for citizens."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.moduli import CampoEmail
from core.protezione import ModuloAnonimo
from newsletter.models import Argomento
from territorio.models import Ambito


class ScelteForm(ModuloAnonimo):
    """What to read, and about where."""

    argomenti = forms.MultipleChoiceField(
        label=_("Che cosa vuoi leggere"),
        choices=[(argomento.value, capfirst(argomento.label)) for argomento in Argomento],
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Scegli almeno un argomento."),
            "invalid_choice": _("Scegli gli argomenti fra quelli dell’elenco."),
        },
    )
    ambiti = forms.ModelMultipleChoiceField(
        label=_("Di quali zone"),
        queryset=Ambito.objects.order_by("ordine", "nome"),
        to_field_name="slug",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Se non ne scegli nessuna, ti scriviamo di tutte."),
        error_messages={"invalid_choice": _("Scegli le zone fra quelle dell’elenco.")},
    )


class IscrivitiForm(ScelteForm):
    """Where to write, what, and about where."""

    email = CampoEmail(label=_("Il tuo indirizzo e-mail"))
    field_order = ["email", "argomenti", "ambiti"]
