"""The lines of a sheet: forms of one line, and formsets that grow without scripts."""

from django import forms
from django.forms.utils import ErrorDict, ErrorList
from django.utils.translation import gettext_lazy as _

from servizi.area.moduli.campi import CampoDiSezione, EuroField, giorno
from servizi.models import Apertura, Servizio, Tariffa

MASSIMO = 80  # lines of one kind on a sheet


class RigaForm(forms.Form):
    """One line. ``scelte``: what can be chosen (servizi.area.moduli.scelte.Scelte).

    ``aggiungi``: what the button says; ``dettagli``: fields folded away, under the words ``altro``, until
    something is in them.
    """

    use_required_attribute = False
    bound_field_class = CampoDiSezione
    aggiungi = _("Aggiungi un’altra riga")
    dettagli = ()
    altro = _("Solo in certi casi")

    def __init__(self, *args, scelte, **kwargs):
        self.scelte = scelte
        super().__init__(*args, **kwargs)

    @property
    def in_vista(self):
        """Return the fields shown at once."""
        return [campo for campo in self if campo.name not in (*self.dettagli, "DELETE")]

    @property
    def da_parte(self):
        """Return the fields folded away."""
        return [self[nome] for nome in self.dettagli if nome in self.fields]

    @property
    def con_dettagli(self):
        """Return whether something is in the fields folded away, or wrong."""
        return any(campo.value() not in (None, "") or campo.errors for campo in self.da_parte)

    def clean(self):
        """Refuse days the wrong way round."""
        dati = super().clean()
        dal, al = dati.get("dal"), dati.get("al")
        if dal and al and al < dal:
            self.add_error("al", _("La data di fine viene prima di quella di inizio."))
        return dati


class RigheFormSet(forms.BaseFormSet):
    """Lines of one kind: an empty one at the end, a tick to take one away."""

    template = "servizi/area/_righe.html"

    @property
    def aggiungi(self):
        """Return what the button for one more line says."""
        return self.form.aggiungi

    def add_fields(self, form, index):
        """Say what the tick does."""
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("togli questa riga")

    def righe_scritte(self):
        """Return the cleaned data of the lines that are there."""
        piene = [form.cleaned_data for form in self.forms if form.has_changed() or form.initial]
        return [dati for dati in piene if dati and not dati.get("DELETE")]

    def dimentica_errori(self):
        """Let the typed lines be shown again without checking them."""
        self._errors, self._non_form_errors = [], ErrorList()
        for form in self.forms:
            form._errors = ErrorDict()


def righe(form, formset=RigheFormSet):
    """Return the formset class of the lines ``form``."""
    limiti = {"max_num": MASSIMO, "absolute_max": MASSIMO + 1, "validate_max": True}
    return forms.formset_factory(form, formset, extra=1, can_delete=True, **limiti)


class TariffaForm(RigaForm):
    """A fee, perhaps for an ISEE band and for some days."""

    importo = EuroField(label=_("Euro"), max_digits=8)
    unita = forms.ChoiceField(label=_("Ogni quanto"), choices=Tariffa.Unita, initial="mese")
    descrizione = forms.CharField(
        label=_("Per che cosa"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("tempo pieno, secondo figlio…")}),
    )
    isee_da = EuroField(label=_("ISEE da"), max_digits=9, required=False)
    isee_a = EuroField(label=_("ISEE fino a"), max_digits=9, required=False)
    residenti = forms.TypedChoiceField(
        label=_("Chi la paga"),
        choices=[("", _("tutti")), ("true", _("solo residenti")), ("false", _("solo non residenti"))],
        coerce=lambda valore: valore == "true",
        empty_value=None,
        required=False,
    )
    dal = giorno(label=_("Vale dal"), required=False)
    al = giorno(label=_("Vale fino al"), required=False)
    aggiungi = _("Aggiungi un’altra tariffa")
    altro = _("ISEE, residenti, date")
    dettagli = ("isee_da", "isee_a", "residenti", "dal", "al")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if isinstance(self.initial.get("residenti"), bool):
            self.initial["residenti"] = str(self.initial["residenti"]).lower()
        if not self.scelte.chiede_isee:
            del self.fields["isee_da"], self.fields["isee_a"]

    def clean(self):
        """Refuse an ISEE band the wrong way round."""
        dati = super().clean()
        da, a = dati.get("isee_da"), dati.get("isee_a")
        if da is not None and a is not None and a < da:
            self.add_error("isee_a", _("La fascia ISEE finisce prima di cominciare."))
        return dati


class AperturaForm(RigaForm):
    """Days of opening, or of closure, whatever the weekly schedule says."""

    tipo = forms.ChoiceField(label=_("Aperto o chiuso"), choices=Apertura.Tipo, initial="aperto")
    dal = giorno(label=_("Dal"))
    al = giorno(label=_("Fino al"))
    descrizione = forms.CharField(
        label=_("Nome"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("settimana 1, Ferragosto…")}),
    )
    sede = forms.TypedChoiceField(label=_("Dove"), coerce=int, empty_value=None, required=False)
    posti = forms.ChoiceField(label=_("Posti"), choices=[("", "–"), *Servizio.Posti.choices], required=False)
    aggiungi = _("Aggiungi un’altra settimana o chiusura")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sede"].choices = self.scelte.porte_o_tutte
        if len(self.scelte.porte) < 2 and not self.initial.get("sede"):
            del self.fields["sede"]


class DocumentoForm(RigaForm):
    """A paper to bring when enrolling."""

    nome = forms.CharField(label=_("Documento"), max_length=150)
    modulo_url = forms.URLField(
        label=_("Indirizzo del modulo da scaricare"), max_length=200, required=False, assume_scheme="https"
    )
    obbligatorio = forms.BooleanField(label=_("obbligatorio"), initial=True, required=False)
    aggiungi = _("Aggiungi un altro documento")
