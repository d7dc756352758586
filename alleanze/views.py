"""Public pages of the Alleanze Locali."""

from django.utils.decorators import method_decorator
from django.views.generic import DetailView

from alleanze.filters import AlleanzaFilter
from alleanze.models import AlleanzaLocale, Contributo
from core.elenchi import ElencoView
from core.fonti import carica_fonti
from core.pubblico import pagina_pubblica


@method_decorator(pagina_pubblica, name="dispatch")
class AlleanzaListView(ElencoView):
    """The Alleanze of a cycle, one per ambito."""

    filterset_class = AlleanzaFilter
    template_name = "alleanze/elenco.html"

    def get_queryset(self):
        """Return the Alleanze with what a card shows."""
        return AlleanzaLocale.objects.pubblicati().per_elenco().con_progetti()

    def get_context_data(self, **kwargs):
        """Add the cycle on show."""
        return super().get_context_data(**kwargs) | {"piano": self.filterset.piano}


@method_decorator(pagina_pubblica, name="dispatch")
class AlleanzaDetailView(DetailView):
    """The sheet of an Alleanza: agreement, capofila through time, partners with what they bring, projects."""

    template_name = "alleanze/dettaglio.html"
    context_object_name = "alleanza"

    def get_queryset(self):
        """Return the Alleanze with their ambito, cycle and public projects."""
        return AlleanzaLocale.objects.pubblicati().select_related("ambito", "piano").con_progetti()

    def get_context_data(self, **kwargs):
        """Add who takes part, the spells as capofila apart, and the contributions by kind."""
        alleanza = self.object
        partecipazioni = list(alleanza.partecipazioni.con_organizzazione().prefetch_related("contributi"))
        carica_fonti([alleanza, *partecipazioni])
        capofila = [p for p in partecipazioni if p.ruolo == p.Ruolo.CAPOFILA]
        return super().get_context_data(**kwargs) | {
            "capofila": sorted(capofila, key=lambda p: (p.dal is not None, p.dal)),
            "partner": [p for p in partecipazioni if p.ruolo == p.Ruolo.PARTNER],
            "contributi": contributi_per_tipo(partecipazioni),
        }


def contributi_per_tipo(partecipazioni):
    """Return [(kind, [(participation, contribution), …]), …] for the kinds that have some, in their order."""
    righe = [(p, contributo) for p in partecipazioni for contributo in p.contributi.all()]
    per_tipo = [(tipo.label, [r for r in righe if r[1].tipo == tipo]) for tipo in Contributo.Tipo]
    return [(tipo, elenco) for tipo, elenco in per_tipo if elenco]
