"""The gallery: every component of the look, in each of its states, on one page."""

from datetime import date
from types import SimpleNamespace

from django import forms
from django.core.paginator import Paginator
from django.utils.decorators import method_decorator
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from core.models import Fonte
from core.pubblico import pagina_pubblica
from progetti.scheda.barre import Parte
from territorio.mappa import Voce

STATI = [
    ("attivo", _("attivo")),
    ("sospeso", _("sospeso")),
    ("chiuso", _("chiuso")),
    ("disponibili", _("posti disponibili")),
    ("lista_attesa", _("lista d’attesa")),
    ("esauriti", _("posti esauriti")),
    ("da_verificare", _("posti da verificare")),
    ("ammessa_finanziata", _("ammesso e finanziato")),
    ("in_corso", _("in corso")),
]
FONTI = [
    Fonte(titolo=_("Comunicato di prova"), indirizzo="#g-fonte", data="2018-05"),
    Fonte(titolo=_("Atto di prova")),
]
CON_FONTI = SimpleNamespace(fonti=SimpleNamespace(all=FONTI), get_certezza_display=_("letta in una fonte"))
ENTE = {"pubblica": False, "organizzazione": {"nome_pubblico": _("Fondazione di prova")}}
MAPPA = mark_safe(
    '<svg viewBox="0 0 300 120" role="group" aria-label="Tre aree di prova">'
    '<a href="#mappa-alta"><path d="M5 60 60 10 110 50 90 110 20 105z">'
    "<title>Alta: 12 servizi</title></path></a>"
    '<a href="#mappa-media"><path d="M110 50 170 20 200 70 160 112 90 110z">'
    "<title>Media: 7 servizi</title></path></a>"
    '<a href="#mappa-bassa"><path d="M170 20 260 8 295 70 250 115 160 112 200 70z">'
    "<title>Bassa: 3 servizi</title></path></a></svg>"
)


class ProvaForm(forms.Form):
    """One field of each kind."""

    use_required_attribute = False

    nome = forms.CharField(label=_("Nome del servizio"), help_text=_("Come lo chiamano le famiglie."))
    email = forms.EmailField(label=_("E-mail dell’ufficio"), required=False)
    dal = forms.DateField(label=_("Aperto dal"), widget=forms.DateInput(attrs={"type": "date"}))
    tipo = forms.ChoiceField(
        label=_("Tipologia"),
        choices=[("", _("Scegli…")), ("nido", _("nido")), ("doposcuola", _("doposcuola"))],
    )
    costo = forms.ChoiceField(
        label=_("Costo"),
        choices=[("gratuito", _("gratuito")), ("pagamento", _("a pagamento"))],
        widget=forms.RadioSelect,
    )
    eta = forms.MultipleChoiceField(
        label=_("Età"),
        choices=[("0", _("0-3 anni")), ("3", _("3-6 anni")), ("6", _("6-11 anni"))],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Anche più di una."),
    )
    descrizione = forms.CharField(
        label=_("Descrizione"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    allegato = forms.FileField(
        label=_("Carta del servizio"), required=False, help_text=_("PDF, al massimo 5 MB.")
    )
    consenso = forms.BooleanField(label=_("Ho controllato che i contatti siano dell’ufficio"))


RIGHE = forms.formset_factory(ProvaForm, extra=1)
RIGHE_ERRATE = {"riga-TOTAL_FORMS": "1", "riga-INITIAL_FORMS": "0", "riga-0-email": "ufficio@"}


class ProvaFiltriForm(forms.Form):
    """A form of filters."""

    testo = forms.CharField(label=_("Che cosa cerchi"), required=False)
    gratis = forms.BooleanField(label=_("solo gratuiti"), required=False)


@method_decorator(pagina_pubblica, name="dispatch")
class GalleriaView(TemplateView):
    """Show the components to whoever builds a page; search engines are asked to leave it out."""

    template_name = "rete/galleria.html"

    def get_context_data(self, **kwargs):
        """Add one example of what each component takes."""
        return super().get_context_data(**kwargs) | {
            "stati": STATI,
            "livelli": ["info", "success", "warning", "error"],
            "righe_libere": [_("da settembre a giugno")],
            "page_obj": Paginator(range(200), 10).page(7),
            "voci": [
                (_("Chi lo gestisce"), _("Cooperativa di prova")),
                (_("Posti"), 24),
                (_("Riga vuota, non si vede"), ""),
            ],
            "intestazioni": [_("Giorno"), _("Mattina"), _("Pomeriggio")],
            "orari": [[_("lunedì"), "7.30-12.30", "14.00-18.00"], [_("martedì"), "7.30-12.30", _("chiuso")]],
            "con_fonti": CON_FONTI,
            "ente": ENTE,
            "barra": Parte("0%", "37.5%", "barra-1"),
            "mappa": MAPPA,
            "legenda": [Voce(0, parole=_("non noto")), Voce(1, 1, 5), Voce(2, 6, 10), Voce(3, 11, 15)],
            "verificato": date(2026, 9, 14),
            "scade": date(2027, 6, 30),
            "scaduta": date(2026, 8, 31),
            "modulo": ProvaForm(auto_id="vuoto_%s"),
            "modulo_errato": ProvaForm({"nome": "Nido", "email": "ufficio@"}, auto_id="errato_%s"),
            "righe_errate": RIGHE(RIGHE_ERRATE, prefix="riga"),
            "filtri": ProvaFiltriForm(auto_id="filtri_%s"),
        }
