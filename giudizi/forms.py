"""The two steps of a judgement: the stars, then why."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.protezione import ModuloAnonimo
from giudizi.models import BUONO_DA, TESTO_MASSIMO, Giudizio

STELLE = [
    (5, _("5 su 5: molto facile")),
    (4, _("4 su 5: facile")),
    (3, _("3 su 5: così così")),
    (2, _("2 su 5: difficile")),
    (1, _("1 su 5: molto difficile")),
]
MEGLIO = _("Quali sono stati gli aspetti che hai preferito?")
PEGGIO = _("Dove hai incontrato le maggiori difficoltà?")


class StelleForm(ModuloAnonimo):
    """How easy it was."""

    stelle = forms.TypedChoiceField(
        label=_("È stato facile trovare quello che cercavi?"),
        choices=STELLE,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Scegli una delle cinque risposte.")},
    )


class PercheForm(ModuloAnonimo):
    """Why, and a few words; the stars of the first step come along."""

    stelle = forms.TypedChoiceField(choices=STELLE, coerce=int, widget=forms.HiddenInput)
    risposta = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    testo = forms.CharField(
        label=_("Vuoi aggiungere altri dettagli?"),
        max_length=TESTO_MASSIMO,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Al massimo 200 caratteri. Non scrivere dati personali: nomi, telefoni, e-mail."),
    )

    def __init__(self, *args, stelle, **kwargs):
        """``stelle``: the stars given, that choose the question."""
        super().__init__(*args, initial={"stelle": stelle}, **kwargs)
        bene = stelle >= BUONO_DA
        nomi = dict(Giudizio.Risposta.choices)
        self.fields["risposta"].label = MEGLIO if bene else PEGGIO
        codici = Giudizio.BENE if bene else Giudizio.MALE
        self.fields["risposta"].choices = [(codice, nomi[codice]) for codice in codici]
