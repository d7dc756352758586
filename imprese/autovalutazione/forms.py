"""The questions of the self-check, one group of answers each."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.protezione import ModuloAnonimo
from imprese.forms import campo_comune
from imprese.models import Dimensione, Domanda, Risposta


class PuntoForm(ModuloAnonimo):
    """How big, where, then the questions in use today."""

    dimensione = forms.ChoiceField(
        label=_("Quante persone lavorano con te?"), choices=Dimensione, widget=forms.RadioSelect
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["comune"] = campo_comune(required=False)
        self.domande = list(
            Domanda.objects.filter(ritirato_il=None).select_related("obiettivo").prefetch_related("temi")
        )
        for domanda in self.domande:
            self.fields[f"d{domanda.pk}"] = forms.ChoiceField(
                label=domanda.label,
                help_text=domanda.aiuto,
                choices=Risposta,
                widget=forms.RadioSelect,
                error_messages={"required": _("Scegli una risposta, anche se non sei sicuro.")},
            )
        self.fields["conta"] = forms.BooleanField(
            label=_("Conta anche le mie risposte, senza il mio nome: la Rete vede solo quante sono"),
            required=False,
        )

    def risposte(self):
        """Return {question: answer} of a valid form."""
        return {domanda: self.cleaned_data[f"d{domanda.pk}"] for domanda in self.domande}
