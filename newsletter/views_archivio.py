"""Public pages of the numbers that have left."""

from django.utils.decorators import method_decorator
from django.views.generic import DetailView, ListView

from core.pubblico import pagina_pubblica
from newsletter.composizione import voci_di
from newsletter.models import Argomento, Numero
from newsletter.voci import sezioni


@method_decorator(pagina_pubblica, name="dispatch")
class ArchivioView(ListView):
    """The numbers, the last first."""

    template_name = "newsletter/archivio.html"
    paginate_by = 20
    page_kwarg = "pagina"

    def get_queryset(self):
        """Return the numbers that have left."""
        return Numero.objects.pubblicati().recenti()


@method_decorator(pagina_pubblica, name="dispatch")
class NumeroDetailView(DetailView):
    """A number with all its sections, of what citizens may still open; 404 before it leaves."""

    template_name = "newsletter/numero.html"
    context_object_name = "numero"

    def get_queryset(self):
        """Return the numbers that have left."""
        return Numero.objects.pubblicati()

    def get_context_data(self, **kwargs):
        """Add the sections."""
        return super().get_context_data(**kwargs) | {"sezioni": sezioni(voci_di(self.object), Argomento)}
