"""The dates of a service for the calendar of who reads."""

from django.utils.decorators import method_decorator
from django.views.generic import DetailView

from core.ics import risposta
from core.pubblico import pagina_pubblica
from servizi import ics
from servizi.models import Servizio


@method_decorator(pagina_pubblica, name="dispatch")
class ServizioCalendarView(DetailView):
    """The .ics of a service in the list; one that has closed or expired sends no more dates (404)."""

    def get_queryset(self):
        """Return the services in the list."""
        return Servizio.objects.in_elenco()

    def render_to_response(self, context, **kwargs):
        """Return the calendar instead of a page."""
        return risposta(ics.calendario(self.object), f"{self.object.slug}.ics")
