"""The good practices: found by what a firm is like, read from what can be copied."""

from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import DetailView

from core.elenchi import ElencoView
from core.fonti import carica_fonti
from core.pubblico import pagina_pubblica
from imprese.filters import BuonaPraticaFilter
from imprese.models import BuonaPratica


@method_decorator(pagina_pubblica, name="dispatch")
class PraticheView(ElencoView):
    """The good practices that citizens read."""

    filterset_class = BuonaPraticaFilter
    template_name = "imprese/pratiche/elenco.html"

    def get_queryset(self):
        """Return them with what a card shows."""
        return BuonaPratica.objects.pubblicati().per_elenco()


@method_decorator(pagina_pubblica, name="dispatch")
class PraticaView(DetailView):
    """A good practice; 404 for one that is not published."""

    template_name = "imprese/pratiche/pratica.html"
    context_object_name = "pratica"

    def get_queryset(self):
        """Return the published ones."""
        return BuonaPratica.objects.pubblicati().per_elenco().prefetch_related("temi", "servizi")

    def get_context_data(self, **kwargs):
        """Add sources and certifications, each with whether it still holds."""
        carica_fonti([self.object])
        oggi = timezone.localdate()
        certificazioni = [(c, c.in_vigore(oggi)) for c in self.object.certificazioni.all()]
        return super().get_context_data(**kwargs) | {"certificazioni": certificazioni}
