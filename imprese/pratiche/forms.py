"""A good practice as its body tells it: hints and an example for every part."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imprese.models import BuonaPratica, Certificazione, Tema
from servizi.area.moduli import campi
from servizi.models import Tipologia

AIUTI = {
    "titolo": _("Una frase che dice che cosa fate. Per esempio: si entra dalle 8 alle 9.30."),
    "anno": _("L’anno in cui avete cominciato."),
    "bisogno": _("Che cosa non andava. Per esempio: chi portava i figli al nido arrivava tardi."),
    "misure": _("Che cosa avete deciso, in parole semplici. Senza nomi di persone."),
    "passi": _("In che ordine: chi ne ha parlato, che cosa avete scritto, quanto tempo è servito."),
    "norma": _("Se c’è. Per esempio: legge 81/2017, lavoro agile."),
    "finanziamento": _("Per esempio: l’impresa, con un contributo della Regione."),
    "insieme_a": _("Sindacato, consulente, altre imprese, Comune."),
    "beneficiari": _("Solo se sono almeno 5: altrimenti si capirebbe chi sono."),
    "prima": _("Un fatto o un numero. Per esempio: 12 richieste di part-time all’anno."),
    "dopo": _("Lo stesso fatto, adesso. Per esempio: 4 richieste di part-time all’anno."),
    "difficolta": _("Aiuta chi vuole copiarvi a non sbagliare."),
    "da_copiare": _("La parte che costa poco e si fa subito. Per esempio: la fascia di entrata."),
}
LUNGHI = ("bisogno", "misure", "passi", "prima", "dopo", "difficolta", "da_copiare")
OBBLIGATORI = ("titolo", "anno")  # to keep a draft; the others to send it


class PraticaForm(forms.ModelForm):
    """What is told of a practice; what ATS asked to correct is beside its field (``commento``)."""

    use_required_attribute = False

    risultati_il = campi.giorno(label=_("Risultati al"), required=False)

    class Meta:
        model = BuonaPratica
        fields = [
            *("titolo", "settore", "dimensione", "ambito", "anno", "stato", "bisogno", "misure", "passi"),
            *("strumento", "norma", "temi", "costo", "finanziamento", "insieme_a", "beneficiari"),
            *("prima", "dopo", "risultati_il", "difficolta", "da_copiare", "servizi"),
        ]
        widgets = {
            **{nome: forms.Textarea(attrs={"rows": 4}) for nome in LUNGHI},
            "temi": forms.CheckboxSelectMultiple,
        }
        help_texts = AIUTI

    def __init__(self, *args, bozza=False, **kwargs):
        """``bozza``: what is needed to send it may still be missing."""
        super().__init__(*args, **kwargs)
        for nome, campo in self.fields.items():
            campo.required = campo.required and (not bozza or nome in OBBLIGATORI)
            campo.commento = ""
        self.fields["temi"].queryset = Tema.objects.filter(ritirato_il=None)
        self.fields["servizi"].queryset = Tipologia.objects.filter(ritirato_il=None)
        if self.instance.pk:
            for commento in self.instance.commenti.filter(risolto_il=None):
                if commento.campo in self.fields:
                    self.fields[commento.campo].commento = commento.testo
        else:
            self.initial["anno"] = timezone.localdate().year

    def clean(self):
        """Put on one line what is one line."""
        dati = super().clean()
        for nome in ("titolo", "norma", "finanziamento", "insieme_a"):
            if nome in dati:
                dati[nome] = " ".join(dati[nome].split())
        return dati


class CertificazioneForm(forms.ModelForm):
    """A certification, with the days it holds."""

    use_required_attribute = False
    dal = campi.giorno(label=_("Vale dal"), required=False)
    al = campi.giorno(label=_("Vale fino al"), required=False)

    class Meta:
        model = Certificazione
        fields = ["schema", "ente", "numero", "dal", "al"]


def modulo_certificazioni(data=None, pratica=None):
    """Return the formset of the certifications of a practice, with an empty row."""
    classe = forms.inlineformset_factory(
        BuonaPratica, Certificazione, form=CertificazioneForm, extra=1, max_num=10, absolute_max=11
    )
    return classe(data, instance=pratica, prefix="certificazioni")
