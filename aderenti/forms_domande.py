"""The form to ask to join, and the same form with the fields that ATS gave back alone."""

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aderenti.doppioni import in_chiaro
from aderenti.models import CategoriaAderente, DomandaAdesione, FormaGiuridica, Organizzazione
from core.controlli import ElencoTesti, SelectInBlocco
from core.documenti import valida_pdf
from core.elenchi import CampoVocabolario
from core.moduli_documento import ConDocumento
from core.protezione import ModuloAnonimo
from core.validatori import valida_cap, valida_codice_fiscale
from piani.models import Natura
from territorio.models import Comune

GRUPPI = [
    (_("Chi siete"), ["denominazione", "categoria", "natura", "forma_giuridica", "codice_fiscale"]),
    (_("Dove avete la sede"), ["indirizzo", "cap", "comune"]),
    (_("Come si contatta l’ufficio"), ["email", "telefono", "pec", "sito"]),
    (_("Perché volete aderire"), ["perche"]),
    (_("A chi rispondiamo"), ["referente_ruolo", "referente_email"]),
    (_("L’adesione firmata"), ["documento"]),
]
CAMPI = [campo for _titolo, campi in GRUPPI for campo in campi]
NATURE = [
    (Natura.PUBBLICO, _("Pubblico: comune, azienda sanitaria, scuola…")),
    (Natura.PRIVATO, _("Privato: impresa, studio, associazione di categoria…")),
    (Natura.NON_PROFIT, _("Privato non profit: cooperativa sociale, associazione, fondazione…")),
]
EMAIL_MASSIMA = 254  # characters: what the database keeps
ATTRIBUTI = {
    "denominazione": {"autocomplete": "organization"},
    "codice_fiscale": {"autocomplete": "off", "spellcheck": "false"},
    "indirizzo": {"autocomplete": "street-address"},
    "cap": {"autocomplete": "postal-code", "inputmode": "numeric", "class": "campo-corto"},
    "telefono": {"inputmode": "tel"},
    "documento": {"accept": "application/pdf,.pdf"},
}


def in_uso(vocabolario):
    """Return the entries of a vocabulary that a new sheet may have."""
    oggi = timezone.localdate()
    return vocabolario.objects.filter(Q(ritirato_il__isnull=True) | Q(ritirato_il__gt=oggi))


class CampoCodiceFiscale(forms.CharField):
    """A codice fiscale however it is typed: spaces, small letters, “IT” in front."""

    def to_python(self, value):
        """Return it without spaces, in capitals."""
        testo = "".join(super().to_python(value).split()).upper()
        return testo.removeprefix("IT")


class CampoRighe(forms.CharField):
    """Some lines of text: an end of line counts one character, as the browser counts it."""

    widget = forms.Textarea

    def to_python(self, value):
        """Return the text with ends of line of one character."""
        return super().to_python(value).replace("\r\n", "\n")


class CampoSede(forms.CharField):
    """The place of the seat by its name: a comune of the territory, or any other one as it is typed."""

    widget = ElencoTesti

    def __init__(self, **kwargs):
        super().__init__(max_length=80, **kwargs)
        self.widget.proposte = lambda: Comune.objects.esistenti().values_list("nome", flat=True)

    def clean(self, value):
        """Return the comune with this name, or the text that is no comune of the territory."""
        testo = " ".join(super().clean(value).split())
        for comune in Comune.objects.esistenti().filter(nome__istartswith=testo[:1]):
            if in_chiaro(comune.nome) == in_chiaro(testo):
                return comune
        return testo


class DomandaForm(ConDocumento, ModuloAnonimo):
    """What ATS needs to know of a body that wants to join. No name of a person is asked."""

    denominazione = forms.CharField(label=_("Nome dell’ente o dell’impresa"), max_length=200)
    categoria = CampoVocabolario(
        label=_("Categoria"),
        queryset=CategoriaAderente.objects.none(),
        to_field_name="code",
        empty_label=_("Scegli…"),
        widget=SelectInBlocco,
    )
    natura = forms.ChoiceField(label=_("Che tipo di ente è?"), choices=NATURE, widget=forms.RadioSelect)
    forma_giuridica = CampoVocabolario(
        label=_("Forma giuridica"),
        queryset=FormaGiuridica.objects.none(),
        to_field_name="code",
        empty_label=_("Scegli…"),
        widget=SelectInBlocco,
        required=False,
    )
    codice_fiscale = CampoCodiceFiscale(
        label=_("Codice fiscale"),
        validators=[valida_codice_fiscale],
        help_text=_(
            "11 cifre. Per una ditta individuale i 16 caratteri del titolare, che non si pubblicano mai."
        ),
    )
    indirizzo = forms.CharField(label=_("Indirizzo"), max_length=200, help_text=_("Via e numero civico."))
    cap = forms.CharField(label=_("CAP"), max_length=10, validators=[valida_cap])
    comune = CampoSede(
        label=_("Comune"),
        help_text=_("Scrivi le prime lettere. Se la sede è fuori dal territorio, scrivilo intero."),
    )
    email = forms.EmailField(
        label=_("E-mail dell’ufficio"),
        max_length=EMAIL_MASSIMA,
        required=False,
        help_text=_("I recapiti dell’ufficio si vedranno nel portale: non metterne di personali."),
    )
    telefono = forms.CharField(label=_("Telefono dell’ufficio"), max_length=40, required=False)
    pec = forms.EmailField(label=_("PEC"), max_length=EMAIL_MASSIMA, required=False)
    sito = forms.URLField(label=_("Sito"), max_length=200, required=False, assume_scheme="https")
    perche = CampoRighe(
        label=_("Che cosa fate e perché volete entrare nella Rete?"),
        max_length=DomandaAdesione._meta.get_field("perche").max_length,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Bastano poche righe. Lo legge ATS, non si pubblica."),
    )
    referente_ruolo = forms.CharField(
        label=_("Ufficio o ruolo di chi segue la domanda"),
        max_length=100,
        help_text=_("Per esempio: segreteria, servizi sociali. Il nome non serve."),
    )
    referente_email = forms.EmailField(
        label=_("E-mail di lavoro"),
        max_length=EMAIL_MASSIMA,
        help_text=_(
            "Qui mandiamo il link per seguire la domanda e, se è accolta, l’invito. Non si pubblica."
        ),
    )
    documento = forms.FileField(
        label=_("Accordo di rete firmato, in PDF"),
        required=False,
        validators=[valida_pdf],
        help_text=_(
            "Al massimo 5 MB. Se non l’hai ancora, manda la domanda: lo aggiungerai dopo dallo stesso link."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["categoria"].queryset = in_uso(CategoriaAderente)
        self.fields["forma_giuridica"].queryset = in_uso(FormaGiuridica).filter(frequente=True)
        for campo, attributi in ATTRIBUTI.items():
            self.fields[campo].widget.attrs.update(attributi)

    def gruppi(self):
        """Return [(title, bound fields)]: the form as it is shown."""
        presenti = ((titolo, [c for c in campi if c in self.fields]) for titolo, campi in GRUPPI)
        return [(titolo, [self[campo] for campo in campi]) for titolo, campi in presenti if campi]

    def clean_codice_fiscale(self):
        """Refuse a body that is a member already, or that has an open request."""
        codice = self.cleaned_data["codice_fiscale"]
        if Organizzazione.objects.attivi().filter(codice_fiscale=codice).exists():
            raise forms.ValidationError(_("L’ente con questo codice fiscale fa già parte della Rete."))
        if DomandaAdesione.objects.aperte().filter(codice_fiscale=codice).exists():
            self.gia_aperta()
        return codice

    def gia_aperta(self):
        """Say that this body has an open request: its link is in the e-mail of who sent it."""
        self.add_error(
            "codice_fiscale",
            _("C’è già una domanda aperta per questo codice fiscale: si segue dal link mandato per e-mail."),
        )

    def campi(self):
        """Return {field of the model: value} of a valid form: what is in the form and nothing else."""
        dati = {
            campo: self.cleaned_data[campo]
            for campo in CAMPI
            if campo in self.fields and campo != "documento"
        }
        if "comune" in dati:
            sede = dati["comune"]
            dati["comune"] = sede if isinstance(sede, Comune) else None
            dati["sede_nome"] = "" if isinstance(sede, Comune) else sede
        return dati


class CorreggiForm(DomandaForm):
    """The fields of a request that ATS gave back, as they were sent, each with its comment."""

    def __init__(self, *args, domanda, **kwargs):
        iniziali = {campo: getattr(domanda, campo) for campo in CAMPI if campo != "documento"}
        iniziali |= {"comune": domanda.sede, "categoria": domanda.categoria.code}
        iniziali["forma_giuridica"] = domanda.forma_giuridica.code if domanda.forma_giuridica else ""
        super().__init__(*args, **kwargs | {"initial": iniziali})
        self.domanda = domanda
        for campo in CAMPI:
            if campo not in domanda.correzioni:
                del self.fields[campo]
        if "documento" in self.fields:
            self.fields["documento"].help_text = _("Al massimo 5 MB.")
            self.fields["documento"].required = not self.data.get("documento_tenuto")
            self.fields["documento"].error_messages["required"] = _("Scegli il PDF da mandare.")

    def commenti(self):
        """Return [(bound field, comment of ATS)] in the order of the form."""
        return [(self[campo], self.domanda.correzioni[campo]) for campo in CAMPI if campo in self.fields]

    def clean_codice_fiscale(self):
        """Refuse the code of another request or of a member; its own is right."""
        if self.cleaned_data["codice_fiscale"] == self.domanda.codice_fiscale:
            return self.domanda.codice_fiscale
        return super().clean_codice_fiscale()
