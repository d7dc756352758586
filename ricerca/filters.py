"""Filters of the services: the questions families ask."""

from datetime import date

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import FilterSet

from ricerca.campi import ComuneFilter, EtaFilter, SceltaFilter, SiFilter, TestoFilter
from ricerca.domanda import Luoghi, leggi
from ricerca.menu import Menu
from servizi.models import Giorno, Periodo, Servizio, Sinonimo
from servizi.parole import mesi_in_parole
from territorio.models import Ambito, Comune

GIORNI = {giorno.name.lower(): giorno for giorno in Giorno}
DA_MENU = ["gruppo", "tipologia", "destinatari", "periodo", "ambito"]
# Kinds of period that a service open the whole year also covers.
ANNUALI = {Periodo.Tipo.STAGIONE, Periodo.Tipo.CHIUSURA}
SEZIONI = [
    (_("Che cosa"), ["gruppo", "tipologia"]),
    (_("Per chi"), ["destinatari"]),
    (_("Quando"), ["periodo", "giorno"]),
    (_("Costo e posti"), ["gratuito", "voucher", "posti"]),
    (_("Che cosa comprende"), ["non_residenti", "trasporto", "pasti"]),
    (_("Zona e ordine"), ["ambito", "ordina"]),
]


class ServizioFilter(FilterSet):
    """Services by words, place, age and what matters to a family; each parameter narrows the list."""

    q = TestoFilter(label=_("Che cosa cerchi"), max_length=100, method="filtra_q")
    casa = ComuneFilter(label=_("Il comune dove abiti"), method="filtra_casa")
    eta_mesi = EtaFilter(label=_("Età"), method="filtra_eta")
    gruppo = SceltaFilter(label=_("Bisogno"), empty_label=_("Tutti i bisogni"), method="filtra_gruppo")
    tipologia = SceltaFilter(
        label=_("Tipo di servizio"), empty_label=_("Tutti i tipi"), method="filtra_tipologia"
    )
    destinatari = SceltaFilter(
        label=_("Destinatari"), empty_label=_("Per tutti"), method="filtra_destinatari"
    )
    periodo = SceltaFilter(label=_("Periodo"), empty_label=_("In ogni periodo"), method="filtra_periodo")
    giorno = SceltaFilter(
        label=_("Aperto di"),
        empty_label=_("Ogni giorno"),
        choices=[(nome, giorno.label) for nome, giorno in GIORNI.items()],
        method="filtra_giorno",
    )
    gratuito = SiFilter(label=_("solo gratuiti"))
    voucher = SiFilter(label=_("accetta voucher"))
    posti = SceltaFilter(label=_("Posti"), empty_label=_("Non importa"), choices=Servizio.Posti.choices)
    non_residenti = SiFilter(label=_("accoglie chi abita altrove"))
    trasporto = SiFilter(label=_("con il trasporto"))
    pasti = SiFilter(label=_("con i pasti"))
    ambito = SceltaFilter(label=_("Ambito"), empty_label=_("Tutti gli ambiti"), method="filtra_ambito")
    ordina = SceltaFilter(
        label=_("Ordina per"),
        empty_label=None,
        choices=[("titolo", _("titolo, dalla A alla Z")), ("verificato", _("verificati di recente"))],
        method="filtra_ordine",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.menu = Menu()
        self.luoghi = Luoghi(
            Comune.objects.only("nome", "slug", "codice_istat", "alias", "cessato_il", "confluito_in")
        )
        self.domanda = None
        for nome in DA_MENU:
            self.filters[nome].extra["choices"] = self._scelte_di(nome)
        self.filters["casa"].extra["luoghi"] = self.luoghi

    def _scelte_di(self, nome):
        """Return a function, that forms do not copy with the menu it reads."""
        return lambda: self.menu.scelte(nome)

    @property
    def intatto(self):
        """Return whether no field has a value: the form is then the same for every visitor."""
        return not any(self.form.data.get(nome) for nome in self.form.fields)

    @property
    def luogo(self):
        """Return the comune the list is for: ``casa``, or the place read in ``q``; None without one."""
        if not self.form.is_valid():
            return None
        return self.form.cleaned_data["casa"] or (self.domanda.luogo if self.domanda else None)

    def sezioni(self):
        """Return (title, fields, open) of the parts of the form that open and close."""
        form = self.form
        return [
            (titolo, [form[nome] for nome in nomi], any(form.data.get(nome) for nome in nomi))
            for titolo, nomi in SEZIONI
        ]

    def scelti(self):
        """Return (parameter, words) of the filters in use, in the order of the form."""
        valori = self.form.cleaned_data if self.form.is_valid() else {}
        usati = [(nome, valore) for nome, valore in valori.items() if valore not in (None, "")]
        return [(nome, self._in_parole(nome, valore)) for nome, valore in usati if nome != "ordina"]

    def _in_parole(self, nome, valore):
        if valore is True or nome == "casa":
            return str(self.form.fields[nome].label if valore is True else valore)
        if nome == "q":
            return f"«{valore}»"
        if nome == "eta_mesi":
            return mesi_in_parole(valore)
        return self.menu.voce(nome, valore).label if nome in DA_MENU else self._scelta(nome, valore)

    def _scelta(self, nome, valore):
        return str(dict(self.form.fields[nome].choices)[valore])

    def filtra_q(self, queryset, name, value):
        """Read the query: a place (unless ``casa`` says another), common names of typologies, words."""
        self.domanda = leggi(
            value,
            self.luoghi,
            Sinonimo.objects.values_list("termine", "tipologia"),
            con_luogo=not self.form.cleaned_data["casa"],
        )
        if self.domanda.luogo:
            queryset = queryset.per_il_comune(self.domanda.luogo)
        tipologie = [(voce.pk, voce.label) for voce in self.menu.voci("tipologia")]
        return queryset.filter(self.domanda.filtro(tipologie))

    def filtra_casa(self, queryset, name, value):
        """Keep the services for who lives there, wherever their door is."""
        return queryset.per_il_comune(value)

    def filtra_eta(self, queryset, name, value):
        """Keep the services for that age; those without limits stay."""
        return queryset.per_eta(value)

    def filtra_gruppo(self, queryset, name, value):
        """Keep the services whose typology is in the group."""
        return queryset.filter(tipologia__gruppo=self.menu.voce(name, value).pk)

    def filtra_tipologia(self, queryset, name, value):
        """Keep the services of the typology."""
        return queryset.filter(tipologia=self.menu.voce(name, value).pk)

    def filtra_destinatari(self, queryset, name, value):
        """Keep the services for those people; those for everyone stay."""
        return queryset.per_destinatari(value)

    def filtra_periodo(self, queryset, name, value):
        """Keep the services of the period; those of the whole year answer to seasons and school breaks."""
        return queryset.nel_periodo(value, tutto_l_anno=self.menu.voce(name, value).sotto in ANNUALI)

    def filtra_giorno(self, queryset, name, value):
        """Keep the services with a weekly opening on that day."""
        return queryset.nel_giorno(GIORNI[value])

    def filtra_ambito(self, queryset, name, value):
        """Keep the services for who lives in the ambito; one that left the ATS counts as on its last day."""
        voce, oggi = self.menu.voce(name, value), timezone.localdate()
        uscita = date.fromisoformat(voce.sotto) if voce.sotto else oggi
        return queryset.nell_ambito(Ambito(pk=voce.pk), min(oggi, uscita))

    def filtra_ordine(self, queryset, name, value):
        """Put first the sheets verified last; the others stay in the order of the title."""
        if value == "verificato":
            return queryset.order_by(F("verificato_il").desc(nulls_last=True), "titolo", "pk")
        return queryset
