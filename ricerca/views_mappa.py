"""The map of the same results as the list: where their doors are, with the same filters."""

from django.http import QueryDict
from django.urls import reverse
from django.utils.decorators import method_decorator

from core.elenchi import ElencoView
from core.pubblico import pagina_pubblica
from ricerca import in_parole, sulla_mappa
from ricerca.filters import ServizioFilter
from ricerca.risultati import Risultati
from servizi import mappe
from servizi.models import Servizio

VALORI = 20  # of one filter, in the address


@method_decorator(pagina_pubblica, name="dispatch")
class MappaView(ElencoView):
    """The results on the map of the ambiti or, with a place, of its comuni; below, grouped by comune."""

    filterset_class = ServizioFilter
    template_name = "ricerca/mappa.html"
    paginate_by = None

    def get_queryset(self):
        """Return the services in the list."""
        return Servizio.objects.in_elenco()

    def get_context_data(self, *, object_list=None, **kwargs):
        """Add the map, the groups of results and the addresses of the same search elsewhere."""
        filtro = self.filterset
        risultati = Risultati(filtro, Servizio.objects.in_elenco().per_elenco())
        servizi = list(risultati.righe.filter(pk__in=[trovato.pk for trovato in risultati.candidati]))
        comuni = sulla_mappa.comuni_di_ogni_ambito()
        ambito = self._ambito(comuni)
        disegnati = comuni[ambito] if ambito else [c for suoi in comuni.values() for c in suoi]
        esito = sulla_mappa.distribuisci(servizi, disegnati)
        return (
            super().get_context_data(object_list=servizi, **kwargs)
            | (self._comuni(ambito, disegnati, esito) if ambito else self._ambiti(comuni, esito))
            | {
                "oltre": risultati.oltre,
                "ambito": ambito,
                "luogo": filtro.luogo,
                "domanda": filtro.domanda,
                "letti": in_parole.letti(filtro.domanda) if filtro.domanda else [],
                "lasciato": risultati.lasciato,
                "alla_lettera": self._indirizzo(q=f'"{filtro.valori["q"]}"') if filtro.domanda else "",
                "scelti": [(testo, self._indirizzo(togli=[nome])) for nome, testo in filtro.scelti()],
                "altrove": esito.altrove,
                "senza_sede": esito.senza_sede,
                "come_elenco": self._indirizzo("ricerca:list"),
                "ogni_ambito": self._indirizzo(togli=["ambito", "casa"]),
            }
        )

    def _ambito(self, comuni):
        """Return the ambito whose comuni are drawn: the one chosen, or that of the place; None: all."""
        scelto = self.filterset.valori.get("ambito")
        luogo = self.filterset.luogo
        for ambito, suoi in comuni.items():
            if ambito.slug == scelto if scelto else luogo in suoi:
                return ambito
        return None

    def _ambiti(self, comuni, esito):
        """Return the map of the ambiti, each leading to its own map, and the groups under each of them."""
        conti = {ambito.pk: esito.quanti(suoi) for ambito, suoi in comuni.items()}
        righe = mappe.righe_ambiti(comuni, conti, lambda ambito: self._indirizzo(ambito=ambito.slug))
        sezioni = zip(righe, map(esito.gruppi, comuni.values()), strict=True)
        return {
            "righe": righe,
            "mappa": mappe.mappa_ambiti(righe),
            "voci": mappe.legenda(righe),
            "sezioni": [(riga, gruppi) for riga, gruppi in sezioni if gruppi],
        }

    def _comuni(self, ambito, comuni, esito):
        """Return the map of the comuni: each leads to its group or, without doors, to what serves it."""
        conti = {comune.pk: len(esito.qui[comune.pk]) for comune in comuni}
        righe = mappe.righe_comuni(
            ambito,
            comuni,
            conti,
            lambda comune: f"#comune-{comune.slug}" if conti[comune.pk] else self._per_chi_abita(comune),
        )
        return {
            "righe": righe,
            "mappa": mappe.mappa_comuni(ambito, righe),
            "voci": mappe.legenda(righe),
            "gruppi": esito.gruppi(comuni),
        }

    def _per_chi_abita(self, comune):
        return self._indirizzo("ricerca:list", togli=["ambito"], casa=comune.slug)

    def _indirizzo(self, nome="ricerca:map", *, togli=(), **metti):
        """Return the same search at the address ``nome``, without the filters ``togli``, with ``metti``.

        Only filters are written: what else the address says would be repeated in each link of the map.
        """
        parametri = QueryDict(mutable=True)
        for filtro in self.filterset.form.fields:
            valori = [valore for valore in self.request.GET.getlist(filtro)[:VALORI] if valore]
            if valori and filtro not in togli:
                parametri.setlist(filtro, valori)
        for filtro, valore in metti.items():
            parametri[filtro] = valore
        return f"{reverse(nome)}?{parametri.urlencode()}" if parametri else reverse(nome)
