"""The list of the services citizens can use: what they ask, what is found, what is near when nothing is."""

from django.http import Http404
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.http import urlencode

from core.elenchi import ElencoView
from core.pagine import rileggi_edizione
from core.pubblico import pagina_pubblica
from ricerca import in_parole, indice, lista, proposte
from ricerca.applica import DA_INDICE
from ricerca.bisogni import conta_senza_esito
from ricerca.conti import Conti
from ricerca.elenco import PaginatoreLimitato
from ricerca.filters import IN_LINEA, ORDINI, ServizioFilter
from ricerca.risultati import Risultati, piu_vicini
from servizi.models import Servizio
from servizi.parole import mesi_in_parole


@method_decorator(pagina_pubblica, name="dispatch")
class ServizioListView(ElencoView):
    """The services citizens can use today. A wrong filter shows its message and no row."""

    filterset_class = ServizioFilter
    template_name = "ricerca/elenco.html"
    paginator_class = PaginatoreLimitato
    pagina_errata = ""

    def get(self, request, *args, **kwargs):
        """Show the list; a page that is not there is a 404 that says how many there are.

        The index is brought up to date first, so that the page is dated after that.
        """
        if self.con_indice and indice.aggiorna(massimo=IN_LINEA):
            rileggi_edizione(request)
        response = super().get(request, *args, **kwargs)
        if "aperto_ora" in self.filterset.valori:
            request.edizione = None  # true for a minute: not a page to keep
        if self.pagina_errata:
            response.status_code = 404
        return response

    @property
    def con_indice(self):
        """Return whether the index answers to some parameter of the address."""
        return bool(DA_INDICE & self.request.GET.keys())

    def get_filterset(self, filterset_class):
        """Return the filters, that find the index up to date."""
        filtro = super().get_filterset(filterset_class)
        if self.con_indice:
            filtro.indice_pronto = 0
        return filtro

    def get_queryset(self):
        """Return the services in the list."""
        return Servizio.objects.in_elenco()

    def get_paginator(self, queryset, per_page, **kwargs):
        """Return the pages of the results in order, not of the plain queryset."""
        return super().get_paginator(self.risultati, per_page, **kwargs)

    @cached_property
    def risultati(self):
        """Return what is found, in order, with what a card shows."""
        return Risultati(self.filterset, Servizio.objects.in_elenco().per_elenco())

    def paginate_queryset(self, queryset, page_size):
        """Return the page asked for; no row when it is not there."""
        try:
            return super().paginate_queryset(queryset, page_size)
        except Http404:
            self.pagina_errata = self.request.GET["pagina"].replace("\x00", "")[:20] or "?"
            paginator = self.get_paginator(queryset, page_size)
            return paginator, paginator.page(1), [], False

    def get_context_data(self, **kwargs):
        """Add the filters in use, the figures of the choices, and what to try when there is no row."""
        context = super().get_context_data(**kwargs)
        filtro, risultati = self.filterset, self.risultati
        vuoto = filtro.is_valid() and not risultati.candidati
        if vuoto and filtro.domanda:
            conta_senza_esito(testo=self._cercate(), comune=filtro.luogo, il=timezone.localdate())
        scelti = [(testo, self._indirizzo(togli=nome)) for nome, testo in filtro.scelti()]
        if filtro.valori and not risultati.lasciato:
            in_parole.mostra_conti(filtro.form, Conti(filtro, risultati.candidati, risultati.oltre))
        return context | {
            "pagina_errata": self.pagina_errata,
            "luogo": filtro.luogo,
            "domanda": filtro.domanda,
            "letti": in_parole.letti(filtro.domanda) if filtro.domanda else [],
            "lasciato": risultati.lasciato,
            "ordini": self._ordini() if len(risultati) > 1 else [],
            "scelti": scelti,
            "significati": self._significati(),
            "settembre": self._settembre(),
            "alla_lettera": self._indirizzo(q=f'"{filtro.valori["q"]}"') if filtro.domanda else "",
            "piu_vicini": list(piu_vicini(risultati, proposte.VICINI_IN_PAGINA)) if vuoto else [],
            "accanto": self._accanto() if vuoto and filtro.luogo else [],
            "simili": [(c, self._indirizzo(casa=c.slug)) for c in self._simili()],
            "prima_pagina": self._indirizzo(),
            "parametri": self._parametri(),
            "manca": self._manca(),
            "lista": lista.valido(self.request.GET.get("lista", "")),
        }

    def _cercate(self):
        """Return the words looked for, without the place read among them."""
        parti = self.filterset.domanda.parti
        return " ".join(parte.testo for parte in parti) or self.filterset.valori["q"]

    def _significati(self):
        """Return (Voce, address, ages in words) of the meanings to choose from."""
        voci = proposte.significati(self.filterset)
        eta = proposte.eta_delle_tipologie(voci)
        return [(voce, self._indirizzo(tipologia=voce.code), eta[voce.pk]) for voce in voci]

    def _ordini(self):
        """Return (words, address, whether in use) of the orders that make sense for these results."""
        risultati = self.risultati
        possibili = {
            "rilevanza": bool(self.filterset.domanda and self.filterset.domanda.parti),
            "distanza": bool(risultati.da),
        }
        return [
            (parole, self._indirizzo(ordina=nome), nome == risultati.ordine)
            for nome, parole in ORDINI
            if possibili.get(nome, True)
        ]

    def _settembre(self):
        """Return (day, age in words, address) of “what is open for my child in September”; else None."""
        proposta = proposte.a_settembre(self.filterset)
        if proposta is None:
            return None
        giorno, mesi = proposta
        return giorno, mesi_in_parole(mesi), self._indirizzo(settimana=giorno.isoformat())

    def _accanto(self):
        """Return (comune, number, address) of the comuni around; the place read in the query is replaced."""
        filtro = self.filterset
        q = {} if filtro.domanda is None or filtro.valori.get("casa") else {"q": self._cercate()}
        accanto = proposte.comuni_accanto(filtro, filtro.luogo)
        return [(comune, numero, self._indirizzo(casa=comune.slug, **q)) for comune, numero in accanto]

    def _simili(self):
        """Return the comuni that look like a ``casa`` nobody knows."""
        if "casa" not in self.filterset.form.errors:
            return []
        return self.filterset.luoghi.simili(self.request.GET["casa"][:80])

    def _manca(self):
        """Return the query string that tells the Rete the need behind these filters."""
        valori = self.filterset.valori
        scelte = {nome: valori[nome] for nome in ("tipologia", "periodo") if nome in valori}
        if self.filterset.luogo:
            scelte["casa"] = self.filterset.luogo.slug
        domanda = self.filterset.domanda
        if domanda and domanda.concetti and "tipologia" not in scelte:
            pk = domanda.concetti[0].tipologie[0]
            scelte["tipologia"] = self.filterset.vocabolario.tipologie[pk].code
        return urlencode(scelte)

    def _parametri(self):
        """Return the query string of this list without the page number."""
        return self._indirizzo().partition("?")[2]

    def _indirizzo(self, togli="", **metti):
        """Return this list without the page number and ``togli``, with ``metti``."""
        parametri = self.request.GET.copy()
        for nome in ("pagina", togli):
            parametri.pop(nome, None)
        for nome, valore in metti.items():
            parametri[nome] = valore
        return f"{self.request.path}?{parametri.urlencode()}" if parametri else self.request.path
