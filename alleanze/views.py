"""Public pages of the Alleanze Locali."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import DetailView, View

from alleanze import scheda
from alleanze.filters import AlleanzaFilter
from alleanze.models import AlleanzaLocale
from core.documenti import scarica_o_404
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
        """Add who takes part, the spells as capofila apart, contributions, history and services paid."""
        alleanza = self.object
        partecipazioni = list(alleanza.partecipazioni.con_organizzazione().prefetch_related("contributi"))
        carica_fonti([alleanza, *partecipazioni])
        capofila = [p for p in partecipazioni if p.ruolo == p.Ruolo.CAPOFILA]
        return super().get_context_data(**kwargs) | {
            "capofila": sorted(capofila, key=lambda p: (p.dal is not None, p.dal)),
            "partner": [p for p in partecipazioni if p.ruolo == p.Ruolo.PARTNER],
            "contributi": scheda.contributi(partecipazioni),
            "storia": scheda.storia(alleanza, partecipazioni),
            "servizi": scheda.servizi(alleanza.progetti_pubblici),
            "oggi": timezone.localdate(),
        }


@method_decorator(pagina_pubblica, name="dispatch")
class AccordoView(View):
    """The download of the agreement of an Alleanza; 404 without one."""

    def get(self, request, slug):
        """Return the PDF."""
        alleanze = AlleanzaLocale.objects.pubblicati().exclude(accordo_file="")
        alleanza = get_object_or_404(alleanze, slug=slug)
        return scarica_o_404(alleanza.accordo_file, nome=f"accordo-{alleanza.slug}.pdf")
