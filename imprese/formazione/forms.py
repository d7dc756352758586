"""The forms of training: enrol, verify a certificate, say what one thought."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.protezione import ModuloAnonimo
from imprese.models import BuonaPratica, Dimensione


class IscriviForm(ModuloAnonimo):
    """The least that is needed: which organisation, where to write, who comes if it wants a certificate."""

    ente = forms.CharField(label=_("La tua organizzazione"), max_length=150)
    email = forms.EmailField(label=_("E-mail"), help_text=_("Ti mandiamo un collegamento per confermare."))
    partecipante = forms.CharField(
        label=_("Chi partecipa"),
        max_length=100,
        required=False,
        help_text=_("Nome e cognome, solo se vuoi l’attestato con il nome."),
    )
    dimensione = forms.ChoiceField(
        label=_("Quante persone ci lavorano"),
        choices=[("", _("preferisco non dirlo")), *Dimensione.choices],
        required=False,
        help_text=_("Serve solo a contare quante piccole imprese raggiungiamo."),
    )
    settore = forms.ChoiceField(
        label=_("Settore"),
        choices=[("", _("preferisco non dirlo")), *BuonaPratica.Settore.choices],
        required=False,
    )
    promemoria = forms.BooleanField(label=_("Ricordamelo due giorni prima"), required=False)


class AttestatoForm(forms.Form):
    """The code of a certificate."""

    codice = forms.CharField(
        label=_("Codice dell’attestato"), max_length=40, help_text=_("È scritto in fondo all’attestato.")
    )


class GradimentoForm(ModuloAnonimo):
    """A mark and a few words, tied to nobody."""

    voto = forms.TypedChoiceField(
        label=_("Com’è andata?"),
        choices=[(n, str(n)) for n in range(1, 6)],
        coerce=int,
        widget=forms.RadioSelect,
        help_text=_("Da 1, male, a 5, molto bene."),
    )
    testo = forms.CharField(
        label=_("Che cosa migliorare"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Non scrivere nomi di persone."),
    )
