"""The good practice as its member writes it: the sheet, its certifications, the request of a correction."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from aderenti.forms_domande import CampoRighe
from core.admin.basi import SceltaMultipla
from imprese.models import BuonaPratica, Certificazione, CommentoPratica, Tema
from imprese.models.parti_pratica import CAMPI, OBBLIGATORI
from imprese.pratiche.aiuti import AIUTI
from servizi.area.moduli.base import OBBLIGATORIA as PER_PUBBLICARE
from servizi.area.moduli.campi import CampoDiSezione, giorno

TESTO_MASSIMO = 3000
TESTI = ("bisogno", "misure", "passi", "prima", "dopo", "difficolta", "da_copiare")
GRUPPI = (
    (_("Che cosa fate"), ("titolo", "bisogno", "misure", "passi", "da_copiare")),
    (_("La vostra impresa"), ("settore", "dimensione", "ambito", "anno", "stato")),
    (_("Su che cosa si regge e quanto costa"), ("strumento", "norma", "costo", "finanziamento", "insieme_a")),
    (_("Che cosa è cambiato"), ("beneficiari", "prima", "dopo", "risultati_il", "difficolta")),
    (_("Di che cosa parla"), ("temi",)),
)
ANNO_MINIMO = 1970
ALMENO = 1  # rows for the certifications, without scripts
MASSIMO = 10  # certifications of a practice


class PraticaForm(forms.ModelForm):
    """What is told of a good practice. A draft needs a title; to send it (``manda``) all that counts."""

    use_required_attribute = False
    bound_field_class = CampoDiSezione
    consenso = forms.BooleanField(
        label=_("Diciamo sì alla pubblicazione di questo racconto, con il nome del nostro ente"),
        required=False,
        help_text=_("Serve per mandarla. Puoi cambiare idea: finché ATS non risponde la ritiri da solo."),
    )

    class Meta:
        model = BuonaPratica
        fields = CAMPI
        help_texts = AIUTI

    def __init__(self, data=None, *, instance, manda=False, commenti=()):
        super().__init__(data, instance=instance)
        self.manda = manda
        for nome in TESTI:
            self.fields[nome] = _testo(nome)
        self.fields["risultati_il"] = giorno(
            label=_("Risultati al"), required=False, help_text=AIUTI["risultati_il"]
        )
        self.fields["temi"] = SceltaMultipla(
            Tema.objects.filter(ritirato_il=None),
            label=_("Temi"),
            help_text=AIUTI["temi"],
            widget=forms.CheckboxSelectMultiple,
        )
        for nome, campo in self.fields.items():
            campo.required = nome == "titolo"
            campo.note = [PER_PUBBLICARE] if nome in OBBLIGATORI else []
        for commento in commenti:
            if commento.campo in self.fields:
                self.fields[commento.campo].note = [{"livello": "commento", "testo": commento.testo}]

    def gruppi(self):
        """Return [(title, bound fields)]: the form as it is shown."""
        return [(titolo, [self[nome] for nome in campi]) for titolo, campi in GRUPPI]

    def clean_anno(self):
        """Refuse a year that cannot be."""
        anno = self.cleaned_data["anno"]
        if anno is not None and not ANNO_MINIMO <= anno <= timezone.localdate().year:
            raise ValidationError(_("Scrivi un anno di quattro cifre, non nel futuro: per esempio 2023."))
        return anno

    def clean(self):
        """Put on one line what is one line; refuse to send what is not whole, or without consent."""
        dati = super().clean()
        for nome in ("titolo", "norma", "finanziamento", "insieme_a"):
            if nome in dati:
                dati[nome] = " ".join(dati[nome].split())
        if self.manda:
            for nome in OBBLIGATORI:
                if dati.get(nome) in ("", None) and nome not in self.errors:
                    self.add_error(nome, _("Manca: serve per mandarla."))
            if not dati.get("consenso"):
                self.add_error("consenso", _("Senza il vostro sì non si pubblica: metti la spunta."))
        return dati


class CertificazioneForm(forms.ModelForm):
    """A certification of the firm; a row without a scheme is none."""

    use_required_attribute = False
    bound_field_class = CampoDiSezione
    dal = giorno(label=_("Vale dal"), required=False)
    al = giorno(
        label=_("Vale fino al"),
        required=False,
        help_text=_("Passato il giorno, la pagina dice che è scaduta."),
    )

    class Meta:
        model = Certificazione
        fields = ("schema", "ente", "numero", "dal", "al")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["schema"].required = False

    def clean(self):
        """Refuse a row half written."""
        dati = super().clean()
        if not dati.get("schema") and any(dati.get(nome) for nome in ("ente", "numero", "dal", "al")):
            self.add_error("schema", _("Scegli quale certificazione è, o svuota la riga."))
        return dati


class CertificazioniBase(forms.BaseFormSet):
    """The certifications of a practice."""

    def righe(self):
        """Return those that are written: dicts of fields."""
        dati = [form.cleaned_data for form in self.forms if hasattr(form, "cleaned_data")]
        return [riga for riga in dati if riga.get("schema")]


def modulo_certificazioni(data=None, righe=()):
    """Return the formset of ``righe``, with an empty row after them."""
    classe = forms.formset_factory(
        CertificazioneForm,
        CertificazioniBase,
        extra=ALMENO,
        max_num=MASSIMO,
        absolute_max=MASSIMO + 1,
        validate_max=True,
    )
    iniziali = [{nome: getattr(riga, nome) for nome in CertificazioneForm.Meta.fields} for riga in righe]
    return classe(data, initial=iniziali, prefix="certificazioni")


class CorrezioneForm(forms.Form):
    """What to correct of a practice that is public."""

    testo = CampoRighe(
        label=_("Che cosa va corretto?"),
        max_length=CommentoPratica._meta.get_field("testo").max_length,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Per esempio: dal 2026 la fascia è di due ore. Scrivilo anche per farla togliere."),
    )


def _testo(nome):
    """Return the field for some lines of a practice."""
    return CampoRighe(
        label=capfirst(BuonaPratica._meta.get_field(nome).verbose_name),
        max_length=TESTO_MASSIMO,
        required=False,
        help_text=AIUTI[nome],
        widget=forms.Textarea(attrs={"rows": 4}),
    )
