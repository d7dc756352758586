"""Forms of the proposals: what the protocol says of one, and its checklist."""

from django import forms
from django.contrib.admin.widgets import AdminDateWidget, AdminSplitDateTime
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aderenti.models import Organizzazione
from alleanze.models import AlleanzaLocale
from core.models.denaro import ImportoField
from progetti.models import Avviso, EsitoControllo, Progetto


class RiceviForm(forms.Form):
    """A proposal as it comes: for which call, who, what, its protocol."""

    avviso = forms.ModelChoiceField(label=_("Avviso"), queryset=Avviso.objects.all())
    titolo = forms.CharField(label=_("Titolo del progetto"), max_length=200)
    tipo = forms.ChoiceField(label=_("Tipo"), choices=Progetto.Tipo)
    capofila = forms.ModelChoiceField(label=_("Capofila"), queryset=Organizzazione.objects.all())
    alleanza = forms.ModelChoiceField(
        label=_("Alleanza"), queryset=AlleanzaLocale.objects.select_related("ambito", "piano"), required=False
    )
    protocollo = forms.CharField(label=_("Numero di protocollo"), max_length=40)
    protocollo_data = forms.DateField(label=_("Data di protocollo"), widget=AdminDateWidget)
    ricevuta_il = forms.SplitDateTimeField(
        label=_("Ricevuta il"),
        widget=AdminSplitDateTime,
        initial=timezone.now,
        help_text=_("Giorno e ora in cui è arrivata: se è fuori termine te lo diciamo."),
    )
    importo_richiesto = ImportoField(
        label=_("Contributo chiesto (euro)"), min_value=0, max_digits=14, decimal_places=2, required=False
    )


class VoceForm(forms.Form):
    """What was found on one line of the checklist."""

    esito = forms.ChoiceField(
        label=_("Esito"),
        choices=[("", _("non ancora controllata")), *EsitoControllo.Esito.choices],
        required=False,
    )
    nota = forms.CharField(label=_("Nota"), max_length=300, required=False)

    def clean(self):
        """Ask for a note where something is missing."""
        dati = self.cleaned_data
        manca = dati.get("esito") in (EsitoControllo.Esito.NO, EsitoControllo.Esito.DA_INTEGRARE)
        if manca and not dati.get("nota", "").strip() and "nota" not in self.errors:
            self.add_error("nota", _("Scrivi che cosa manca."))
        return dati


class ChiudiForm(forms.Form):
    """Only a confirmation."""

    def __init__(self, *args, riga, **kwargs):
        super().__init__(*args, **kwargs)
        self.riga = riga
