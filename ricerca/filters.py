"""Filters of the services: the questions families ask, each a parameter of the address."""

from datetime import date, time

from django import forms
from django.db.models import F
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters import FilterSet

from ricerca import correttore, in_parole, indice, tempi, vocabolario
from ricerca.applica import GIORNI, applica
from ricerca.parametri import (
    ComuneFilter,
    EtaFilter,
    NascitaFilter,
    OraFilter,
    SceltaFilter,
    SettimanaFilter,
    SiFilter,
    TestoFilter,
)
from servizi.models import Servizio

DA_MENU = ["gruppo", "tipologia", "destinatari", "periodo", "ambito"]
SEZIONI = [
    (_("Che cosa"), ["gruppo", "tipologia"]),
    (_("Per chi"), ["nascita", "destinatari"]),
    (_("Quando"), ["periodo", "settimana", "giorno", "dalle", "alle", "aperto_ora"]),
    (_("Costo e posti"), ["gratuito", "voucher", "posti"]),
    (_("Che cosa comprende"), ["trasporto", "pasti"]),
    (_("Dove e in che ordine"), ["lavoro", "non_residenti", "ambito", "ordina"]),
]
ORDINI = [
    ("rilevanza", _("prima i più adatti")),
    ("distanza", _("prima i più vicini")),
    ("verificato", _("verificati di recente")),
    ("titolo", _("titolo, dalla A alla Z")),
]

IN_LINEA = 1000  # sheets that a search reads again before answering; more wait for the command


def _ore(ore, parola):
    return [(f"{time(*ora):%H:%M}", parola % {"ora": f"{ora[0]}:{ora[1]:02}"}) for ora in ore]


class DomandeForm(forms.Form):
    """The form of the list: suggestions on its texts, and what no parameter alone can refuse."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for nome, tipo in {"q": "cosa", "casa": "dove", "lavoro": "dove"}.items():
            self.fields[nome].widget.attrs |= {"data-suggerimenti": tipo, "autocomplete": "off"}
        self.fields["q"].widget.input_type = "search"

    def clean(self):
        """Refuse an age told twice, and a distance from nowhere."""
        valori = super().clean()
        if valori.get("nascita") and valori.get("eta_mesi") is not None:
            self.add_error("nascita", _("Hai scritto l’età e anche il mese di nascita: lascia uno dei due."))
        senza_luogo = not any(valori.get(nome) for nome in ("casa", "lavoro", "q"))
        if valori.get("ordina") == "distanza" and senza_luogo:
            self.add_error("ordina", _("Per vedere prima i più vicini scrivi il comune dove abiti."))
        return valori


class ServizioFilter(FilterSet):
    """Services by words, place, age, time and what matters to a family; each parameter narrows the list.

    ``qs`` holds the services that answer every parameter to the letter, by title. How they are ordered, and
    what is proposed when there is none, is of ``ricerca.risultati``.
    """

    q = TestoFilter(label=_("Che cosa cerchi"), max_length=100)
    casa = ComuneFilter(label=_("Il comune dove abiti"))
    eta_mesi = EtaFilter(label=_("Età"))
    gruppo = SceltaFilter(label=_("Bisogno"), empty_label=_("Tutti i bisogni"))
    tipologia = SceltaFilter(label=_("Tipo di servizio"), empty_label=_("Tutti i tipi"))
    nascita = NascitaFilter(
        label=_("Oppure il mese di nascita"),
        help_text=_("Anno e mese, come 2024-03: con una settimana scelta vale l’età di quel giorno."),
    )
    destinatari = SceltaFilter(label=_("Destinatari"), empty_label=_("Per tutti"))
    periodo = SceltaFilter(label=_("Periodo"), empty_label=_("In ogni periodo"))
    settimana = SettimanaFilter(label=_("Settimana di scuola chiusa"), proposte=())
    giorno = SceltaFilter(
        label=_("Aperto di"),
        empty_label=_("Ogni giorno"),
        choices=[(nome, giorno.label) for nome, giorno in GIORNI.items()],
    )
    dalle = OraFilter(
        label=_("Apre presto"),
        vuota=_("Non importa"),
        proposte=_ore([(7, 0), (7, 30), (8, 0), (8, 30)], _("entro le %(ora)s")),
    )
    alle = OraFilter(
        label=_("Chiude tardi"),
        vuota=_("Non importa"),
        proposte=_ore([(16, 30), (17, 30), (18, 0), (19, 0)], _("alle %(ora)s o dopo")),
    )
    aperto_ora = SiFilter(label=_("aperto adesso"))
    gratuito = SiFilter(label=_("solo gratuiti"))
    voucher = SiFilter(label=_("accetta voucher"))
    posti = SceltaFilter(label=_("Posti"), empty_label=_("Non importa"), choices=Servizio.Posti.choices)
    trasporto = SiFilter(label=_("con il trasporto"))
    pasti = SiFilter(label=_("con i pasti"))
    lavoro = ComuneFilter(
        label=_("Il comune dove lavori"),
        help_text=_("Aggiunge i servizi vicino al lavoro, o sulla strada, aperti a chi abita altrove."),
    )
    non_residenti = SiFilter(label=_("accoglie chi abita altrove"))
    ambito = SceltaFilter(label=_("Ambito"), empty_label=_("Tutti gli ambiti"))
    ordina = SceltaFilter(label=_("Ordina per"), empty_label=_("Come conviene"), choices=ORDINI)

    class Meta:
        form = DomandeForm

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for nome in DA_MENU:
            self.filters[nome].extra["choices"] = self._scelte_di(nome)
        for nome in ("casa", "lavoro"):
            self.filters[nome].extra["luoghi"] = lambda: self.luoghi
        self.filters["settimana"].extra["proposte"] = self._scelte_delle_settimane

    @cached_property
    def vocabolario(self):
        """Return what the search knows of words, places and menus."""
        return vocabolario.carica(self.request)

    @property
    def menu(self):
        """Return the menus."""
        return self.vocabolario.menu

    @property
    def luoghi(self):
        """Return the places."""
        return self.vocabolario.luoghi

    def _scelte_di(self, nome):
        """Return a function, that forms do not copy with the menu it reads."""
        return lambda: self.menu.scelte(nome)

    @cached_property
    def settimane(self):
        """Return [(period, [Monday, …])] of the school closures ahead."""
        voci = self.menu.voci("chiusura")
        chiusure = [(v.label, date.fromisoformat(v.code), date.fromisoformat(v.sotto)) for v in voci]
        return tempi.settimane(chiusure, timezone.localdate())

    def _scelte_delle_settimane(self):
        gruppi = [
            (periodo, [(giorno.isoformat(), tempi.settimana_in_parole(giorno)) for giorno in giorni])
            for periodo, giorni in self.settimane
        ]
        return [("", _("Ogni settimana")), *gruppi]

    @cached_property
    def valori(self):
        """Return {parameter: value} of the parameters in use; empty when one is wrong."""
        puliti = self.form.cleaned_data if self.form.is_valid() else {}
        return {nome: valore for nome, valore in puliti.items() if valore not in (None, "")}

    @cached_property
    def domanda(self):
        """Return the query once read, None without one."""
        if "q" not in self.valori:
            return None
        self.indice_pronto  # noqa: B018  (the words of the sheets are asked of the index)
        con_luogo = not {"casa", "ambito"} & self.valori.keys()
        return correttore.leggi_corretta(self.valori["q"], self.vocabolario, con_luogo=con_luogo)

    @property
    def intatto(self):
        """Return whether no field has a value: the form is then the same for every visitor."""
        return not any(self.form.data.get(nome) for nome in self.form.fields)

    def sezioni(self):
        """Return (title, fields, open) of the parts of the form that open and close."""
        form = self.form
        return [
            (titolo, [form[nome] for nome in nomi], any(form.data.get(nome) for nome in nomi))
            for titolo, nomi in SEZIONI
        ]

    def scelti(self):
        """Return (parameter, words) of the filters in use, in the order of the form."""
        return in_parole.scelti(self)

    @cached_property
    def indice_pronto(self):
        """Read again the sheets that have changed, once a search; return how many."""
        return indice.aggiorna(massimo=IN_LINEA)

    @property
    def luogo(self):
        """Return the comune the list is for: ``casa``, or the place read in ``q``; None without one."""
        return self.valori.get("casa") or (self.domanda.luogo if self.domanda else None)

    @cached_property
    def eta(self):
        """Return the age in months on the day it counts, None when no age is asked."""
        valori = self.valori
        if "eta_mesi" in valori:
            return valori["eta_mesi"]
        return valori["nascita"].mesi(self.giorno_dell_eta) if "nascita" in valori else None

    @cached_property
    def giorno_dell_eta(self):
        """Return the day on which a birth month becomes an age."""
        oggi, valori = timezone.localdate(), self.valori
        inizi = [(voce.label, date.fromisoformat(voce.code)) for voce in self.menu.voci("chiusura")]
        return tempi.giorno_di_riferimento(oggi, inizi, valori.get("settimana"), valori.get("periodo", ""))

    def filter_queryset(self, queryset):
        """Return the services that answer every parameter, by title or by day of verification."""
        queryset = applica(self, queryset)
        if self.valori.get("ordina") == "verificato":
            return queryset.order_by(F("verificato_il").desc(nulls_last=True), "titolo", "pk")
        return queryset
