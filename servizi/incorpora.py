"""The services of a member for its own site: a page for an iframe, without scripts, and the same as JSON."""

from csp.decorators import csp_replace
from django.conf import settings
from django.http import JsonResponse
from django.utils.decorators import method_decorator
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.generic import DetailView

from aderenti.models import Organizzazione
from core.pubblico import pagina_pubblica

MASSIMO = 200  # services in one page: no member has so many

da_ogni_sito = [xframe_options_exempt, csp_replace({"frame-ancestors": ["*"]})]


class MembroView(DetailView):
    """A member of the Rete with its services in force."""

    context_object_name = "aderente"

    def get_queryset(self):
        """Return the members of today."""
        return Organizzazione.objects.pubblicati()

    def servizi(self):
        """Return the services that citizens find, with what a card shows."""
        return self.object.servizi.in_elenco().per_elenco()[:MASSIMO]

    def get_context_data(self, **kwargs):
        """Add the services and the address of the portal, for links that leave the frame."""
        return super().get_context_data(**kwargs) | {"servizi": self.servizi(), "sito": settings.SITE_URL}


@method_decorator([pagina_pubblica, *da_ogni_sito], name="dispatch")
class IncorporaView(MembroView):
    """The page that another site shows in an iframe."""

    template_name = "servizi/incorpora.html"


@method_decorator(pagina_pubblica, name="dispatch")
class IncorporaJsonView(MembroView):
    """The same services as JSON, for sites that draw them by themselves; any site may read it."""

    def render_to_response(self, context, **kwargs):
        """Return {ente, indirizzo, licenza, servizi: […]}: only what the public sheets show."""
        ente = self.object
        dati = {
            "ente": ente.denominazione,
            "indirizzo": settings.SITE_URL + ente.get_absolute_url(),
            "licenza": "https://creativecommons.org/licenses/by/4.0/deed.it",
            "dati_dimostrativi": ente.dimostrativo,
            "servizi": [in_json(servizio) for servizio in context["servizi"]],
        }
        return JsonResponse(
            dati,
            json_dumps_params={"ensure_ascii": False},
            headers={"Access-Control-Allow-Origin": "*"},
        )


def in_json(servizio):
    """Return a service, from ``per_elenco()``, as plain data: days as YYYY-MM-DD, money in euro as text."""
    return {
        "titolo": servizio.titolo,
        "tipologia": servizio.tipologia.label,
        "descrizione": servizio.descrizione_breve,
        "indirizzo": settings.SITE_URL + servizio.get_absolute_url(),
        "comune": servizio.luogo or "",
        "eta_min_mesi": servizio.eta_min_mesi,
        "eta_max_mesi": servizio.eta_max_mesi,
        "gratuito": servizio.gratuito,
        "prezzo_da": None if servizio.costo_da is None else f"{servizio.costo_da:.2f}",
        "prezzo_unita": servizio.costo_unita or "",
        "posti": servizio.posti,
        "posti_al": servizio.posti_al and servizio.posti_al.isoformat(),
        "telefono": servizio.telefono,
        "email": servizio.email,
        "verificato_il": servizio.verificato_il and servizio.verificato_il.isoformat(),
        "valido_fino_al": servizio.valido_fino_al and servizio.valido_fino_al.isoformat(),
        "dati_dimostrativi": servizio.dimostrativo,
    }
