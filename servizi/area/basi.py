"""Views about one service of a body: the body from the address, and one of its own services."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from aderenti.area import EnteMixin
from core.proposte import aperta_di
from servizi.models import Servizio


class ServizioMixin(EnteMixin):
    """A page about a service that the body runs: 404 for those of others, on every method."""

    sezione = "servizi"

    @cached_property
    def servizio(self):
        """Return the service; raise Http404 when the body does not run it."""
        suoi = Servizio.objects.filter(gestore=self.ente).select_related("tipologia__gruppo", "gestore")
        return get_object_or_404(suoi, slug=self.kwargs["servizio"])

    @cached_property
    def proposta(self):
        """Return the open proposal about the service, None when there is none."""
        return aperta_di(self.servizio)

    def controlla(self):
        """Raise Http404 for who may not be here."""
        super().controlla()
        self.servizio  # noqa: B018 - raises

    def indirizzo(self, nome="detail", **altro):
        """Return the address of a page about the service."""
        chi = {"ente": self.ente.slug, "servizio": self.servizio.slug}
        return reverse(f"area_servizi:{nome}", kwargs=chi | altro)

    def alla_scheda(self):
        """Return the way back to the page of the service."""
        return redirect(self.indirizzo())

    def get_context_data(self, **kwargs):
        """Add the service and its open proposal."""
        return super().get_context_data(**kwargs) | {
            "servizio": self.servizio,
            "proposta": self.proposta,
        }


class ConfermaView(ServizioMixin, TemplateView):
    """A page that says what is going to happen, with a button to make it happen.

    ``titolo``, ``bottone`` and ``testi()`` are read; ``pericolo``: what cannot be undone.
    """

    template_name = "servizi/area/conferma.html"
    titolo = bottone = ""
    pericolo = False

    def testi(self):
        """Return the lines that say what is going to happen."""
        return []

    def get_context_data(self, **kwargs):
        """Add the words of the page."""
        parole = {"titolo": self.titolo, "bottone": self.bottone, "pericolo": self.pericolo}
        return super().get_context_data(**kwargs) | parole | {"testi": self.testi()}
