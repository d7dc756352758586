"""The questions of the week view: where you live, how old the child is, which period."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ricerca.campi import CampoComune, CampoEta
from ricerca.campi_tempo import CampoNascita
from ricerca.controlli import SelectInBlocco
from ricerca.luoghi import Luoghi
from ricerca.settimane import ESTATE, scelte
from ricerca.tempi import Nascita
from territorio.models import Comune

NOMI = {"estate": _("Estate %(anno)s"), "scuola": _("Anno scolastico %(anno)s")}


class SettimaneForm(forms.Form):
    """Comune, age and period; ``cleaned_data["nascita"]`` is filled from the age too."""

    nascita = CampoNascita(
        label=_("Anno e mese di nascita"),
        required=False,
        help_text=_("Per esempio 2019-05."),
    )
    eta_mesi = CampoEta(label=_("Oppure l’età di oggi"), required=False)
    periodo = forms.ChoiceField(label=_("Periodo"), widget=SelectInBlocco)

    def __init__(self, data, *, calendario):
        """``data``: a QueryDict; empty leaves the form unbound. Without a period the proposed one is read."""
        self.scelte = {scelta.code: scelta for scelta in scelte(calendario, timezone.localdate())}
        if data and not data.get("periodo"):
            data = data.copy()
            data["periodo"] = self.scelta_proposta
        super().__init__(data or None)
        self.luoghi = Luoghi(
            Comune.objects.only("nome", "slug", "codice_istat", "alias", "cessato_il", "confluito_in")
        )
        obbligatorio = {"required": _("Scrivi il comune dove abiti.")}
        self.fields["casa"] = CampoComune(
            label=_("Il comune dove abiti"), luoghi=lambda: self.luoghi, error_messages=obbligatorio
        )
        self.order_fields(["casa"])
        periodo = self.fields["periodo"]
        periodo.required = bool(self.scelte)
        periodo.choices = [(code, nome_periodo(scelta)) for code, scelta in self.scelte.items()]
        periodo.error_messages["invalid_choice"] = _("Questo periodo non c’è: prendine uno dall’elenco.")
        periodo.initial = self.scelta_proposta

    @property
    def scelta_proposta(self):
        """Return the code of the summer to propose, the one of now or the next; empty without any."""
        estati = [code for code, scelta in self.scelte.items() if scelta.tipo == ESTATE]
        return next(iter([*estati, *self.scelte]), "")

    def clean_periodo(self):
        """Return the Scelta; None when the calendar has none that is not over."""
        return self.scelte.get(self.cleaned_data["periodo"])

    def clean(self):
        """Turn the age of today into a month of birth, when no month was given."""
        dati = super().clean()
        mesi, oggi = dati.get("eta_mesi"), timezone.localdate()
        if mesi is not None and not dati.get("nascita"):
            anno, mese = divmod(oggi.year * 12 + oggi.month - 1 - mesi, 12)
            dati["nascita"] = Nascita(anno, mese + 1)
        return dati


def nome_periodo(scelta):
    """Return the name of a Scelta: “Estate 2027”, “Anno scolastico 2026/2027”."""
    anno = scelta.dal.year if scelta.tipo == ESTATE else scelta.anno
    return NOMI[scelta.tipo] % {"anno": anno}
