"""The two steps of a rating: the stars, then what was good or hard."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.protezione import ModuloAnonimo
from giudizi.models import risposte_per
from giudizi.querysets import BASSO

STELLE = [
    (5, _("5 su 5: del tutto chiare")),
    (4, _("4 su 5: chiare")),
    (3, _("3 su 5: chiare solo in parte")),
    (2, _("2 su 5: poco chiare")),
    (1, _("1 su 5: per niente chiare")),
]


class StelleForm(ModuloAnonimo):
    """The first step."""

    stelle = forms.TypedChoiceField(
        label=_("Quanto sono chiare le informazioni su questa pagina?"),
        choices=STELLE,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Scegli quante stelle."),
            "invalid_choice": _("Le stelle vanno da 1 a 5."),
        },
    )


class DettagliForm(StelleForm):
    """The second step: it asks what fits the stars of the first, which it carries with it."""

    risposta = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Scegli una risposta."),
            "invalid_choice": _("Scegli una delle risposte per le tue stelle."),
        },
    )
    testo = forms.CharField(
        label=_("Vuoi aggiungere altri dettagli?"),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Al massimo 200 caratteri. Non scrivere dati personali."),
    )

    def __init__(self, *args, stelle, **kwargs):
        """Make the form for who gave ``stelle``."""
        super().__init__(*args, **kwargs)
        self.fields["stelle"].widget = forms.HiddenInput()
        self.fields["risposta"].choices = risposte_per(stelle)
        self.fields["risposta"].label = (
            _("Dove hai incontrato le maggiori difficoltà?")
            if stelle <= BASSO
            else _("Quali sono stati gli aspetti che hai preferito?")
        )
