"""The forms of the sections of the profile, for who keeps it."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.validators import MaxLengthValidator
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from aderenti.loghi import CARTELLA
from aderenti.models import Certificazione, Organizzazione
from core.proposte.moduli import ModuloScheda

GIORNO = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
RIGHE_MASSIME = 20


class IdentitaForm(ModuloScheda):
    """Name, category, nature, codes."""

    class Meta:
        model = Organizzazione
        fields = [
            "denominazione",
            "acronimo",
            "categoria",
            "natura",
            "forma_giuridica",
            "codice_fiscale",
            "partita_iva",
            "codice_ipa",
            "runts",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        categoria, forma = self.fields["categoria"], self.fields["forma_giuridica"]
        categoria.queryset = _in_uso(categoria.queryset, self.attuali["categoria"])
        forma.queryset = _in_uso(forma.queryset, self.attuali["forma_giuridica"])
        categoria.empty_label = forma.empty_label = _("Scegli…")
        for campo in ("natura", "forma_giuridica", "codice_fiscale"):
            self.fields[campo].atteso = True
        self.fields["denominazione"].help_text = _("Come è scritta nello statuto o nell’atto costitutivo.")


class SedeForm(ModuloScheda):
    """Where the body is and where it works."""

    class Meta:
        model = Organizzazione
        fields = ["indirizzo", "cap", "comune", "sede_nome", "ambiti"]
        widgets = {"ambiti": forms.CheckboxSelectMultiple}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        comune = self.fields["comune"]
        comune.queryset = comune.queryset.filter(Q(cessato_il__isnull=True) | Q(pk=self.attuali["comune"]))
        comune.empty_label = _("Fuori dal territorio, o da scegliere")


class ContattiForm(ModuloScheda):
    """How to reach the office: never a person's own addresses."""

    sito = forms.URLField(
        label=_("Sito"),
        max_length=200,
        required=False,
        assume_scheme="https",
        help_text=_("Comincia con https://"),
    )

    class Meta:
        model = Organizzazione
        fields = ["telefono", "email", "pec", "sito"]
        help_texts = {
            "telefono": _("Il numero dell’ufficio, non quello di una persona."),
            "email": _("L’indirizzo dell’ufficio, non quello di una persona."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["telefono"].widget.input_type = "tel"


class PresentazioneForm(ModuloScheda):
    """What the body does, offers and looks for; its logo."""

    class Meta:
        model = Organizzazione
        fields = ["descrizione", "offre", "cerca", "logo", "logo_alt"]
        help_texts = {
            "descrizione": _("Tre o quattro frasi semplici: che cosa fa il tuo ente, per chi, da quando."),
            "offre": _(
                "Che cosa metti a disposizione degli altri aderenti: locali, personale, servizi. "
                "Per esempio: «un pulmino da 9 posti, libero al mattino»."
            ),
            "cerca": _(
                "Che cosa ti serve da un altro aderente: chi fa la stessa ricerca ti trova. "
                "Per esempio: «un’impresa artigiana in Valchiavenna per il trasporto»."
            ),
            "logo": _(
                "PNG, JPEG o WebP, al massimo 3 MB. Il portale lo rimpicciolisce e toglie i dati nascosti, "
                "come il luogo dello scatto."
            ),
            "logo_alt": _(
                "Che cosa si legge nel logo, per chi non lo vede. Per esempio: «Cooperativa Il Filo»."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for campo, massimo in (("descrizione", 4000), ("offre", 2000), ("cerca", 2000)):
            _limita(self.fields[campo], massimo)

    def clean(self):
        """Ask for the words of a logo beside their field."""
        dati = super().clean()
        if dati.get("logo") and not dati.get("logo_alt") and "logo_alt" not in self.errors:
            self.add_error("logo_alt", _("Scrivi il testo alternativo del logo: lo legge chi non lo vede."))
        return dati

    def valori(self):
        """Return the values; a logo taken away is an empty name."""
        valori = super().valori()
        return valori | {"logo": "" if valori["logo"] is False else valori["logo"]}

    def salva(self, autore):
        """Keep the file of a new logo, then propose; the file goes when the changes are refused."""
        nuovo = self.cleaned_data["logo"]
        if not isinstance(nuovo, ContentFile):
            return super().salva(autore)
        nome = default_storage.save(CARTELLA + nuovo.name, nuovo)
        self.cleaned_data["logo"] = nome
        esito = None
        try:
            esito = super().salva(autore)
        finally:
            if esito is None:
                default_storage.delete(nome)
        if esito is None:
            self._scegli_ancora()
        return esito

    def full_clean(self):
        """Check; say that a file must be chosen again when something else is to be corrected."""
        super().full_clean()
        if self.is_bound and self.files.get("logo") and self.errors and "logo" not in self.errors:
            self._scegli_ancora()

    def _scegli_ancora(self):
        self.add_error("logo", ValidationError(_("Scegli di nuovo il file del logo."), code="ancora"))


class CertificazioneForm(forms.ModelForm):
    """One certification."""

    class Meta:
        model = Certificazione
        fields = ["tipo", "ente_certificatore", "numero", "dal", "al"]
        widgets = {"dal": GIORNO, "al": GIORNO}
        help_texts = {"tipo": _("Per esempio: UNI/PdR 125:2022, Family Audit, WHP.")}


class CertificazioniForm(ModuloScheda):
    """The certifications of the body, a line each."""

    righe = {
        "certificazioni": forms.formset_factory(
            CertificazioneForm,
            extra=2,
            can_delete=True,
            max_num=RIGHE_MASSIME,
            absolute_max=RIGHE_MASSIME + 1,
            validate_max=True,
        )
    }

    class Meta:
        model = Organizzazione
        fields = []


MODULI = {
    "identita": IdentitaForm,
    "sede": SedeForm,
    "contatti": ContattiForm,
    "presentazione": PresentazioneForm,
    "certificazioni": CertificazioniForm,
}


def _in_uso(righe, scelta):
    """Return the entries of a vocabulary that are not retired, and the one chosen now."""
    return righe.filter(Q(ritirato_il__isnull=True) | Q(pk=scelta))


def _limita(campo, massimo):
    """Give a text field a limit: the browser's and the server's."""
    campo.validators = [*campo.validators, MaxLengthValidator(massimo)]
    campo.widget.attrs |= {"maxlength": massimo, "rows": 5}
