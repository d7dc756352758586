"""Forms of the mail: whom the office writes to, and what each person wants to receive."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from comunicazioni.models import Comunicazione
from comunicazioni.segmenti import PARAMETRI, SEGMENTI, in_parole
from core.posta.motivi import Modo

NOMI = {"ambito": _("Ambito"), "categoria": _("Categoria"), "piano": _("Ciclo"), "gruppo": _("Gruppo")}


def _scelta(nome, aiuto):
    """Return the field of one parameter of the questions."""
    righe = PARAMETRI[nome].objects.all()
    return forms.ModelChoiceField(label=NOMI[nome], queryset=righe, required=False, help_text=aiuto)


class ComunicazioneForm(forms.ModelForm):
    """What to write and to whom: a question, and what that question needs."""

    segmento = forms.ChoiceField(label=_("Chi la riceve"), widget=forms.RadioSelect)
    ambito = _scelta("ambito", _("Per gli aderenti di un ambito, o di una categoria in un ambito."))
    categoria = _scelta("categoria", _("Per gli aderenti di una categoria."))
    piano = _scelta("piano", _("Per i capofila o i partner delle Alleanze di un ciclo."))
    gruppo = _scelta("gruppo", _("Per chi gestisce servizi di un gruppo."))

    class Meta:
        model = Comunicazione
        fields = ["oggetto", "testo", "segmento"]
        widgets = {
            "oggetto": forms.TextInput(attrs={"class": "vTextField"}),
            "testo": forms.Textarea(attrs={"rows": 14, "class": "vLargeTextField"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["segmento"].choices = [(s.codice, capfirst(s.nome)) for s in SEGMENTI.values()]
        for nome in PARAMETRI:
            self.initial.setdefault(nome, self.instance.parametri.get(nome))

    def clean(self):
        """Ask for what the question needs, and keep only what it may be given."""
        dati = super().clean()
        segmento = SEGMENTI.get(dati.get("segmento"))
        if segmento is None:
            return dati
        for nome in segmento.servono:
            if not dati.get(nome) and nome not in self.errors:
                self.add_error(nome, ValidationError(_("Per questa scelta serve."), code="required"))
        scelti = {nome: dati[nome].pk for nome in segmento.ammessi() if dati.get(nome)}
        self.instance.segmento, self.instance.parametri = segmento.codice, scelti
        if not self.errors:
            self.instance.a_chi = in_parole(self.instance)[:300]
        return dati


class PreferenzeForm(forms.Form):
    """One choice for each optional kind of message; ``scelte`` is {Motivo: how the person wants it}."""

    def __init__(self, *args, scelte, **kwargs):
        super().__init__(*args, **kwargs)
        for motivo, modo in scelte.items():
            self.fields[motivo.codice] = forms.ChoiceField(
                label=motivo.nome,
                help_text=motivo.spiegazione,
                choices=[(voce, capfirst(Modo(voce).label)) for voce in motivo.modi],
                initial=modo,
                widget=forms.RadioSelect,
            )
