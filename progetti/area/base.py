"""Whose pages these are: a project in the area of a body that takes part in it."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from aderenti.area import EnteMixin
from progetti.models import PartnerProgetto, Progetto


class ProgettoEnteMixin(EnteMixin):
    """A page on one project of the body (``progetto``, its slug): 404 for a body that has no part in it.

    Proposals are there too: who made them sees them before citizens do.
    """

    sezione = "progetti"

    @cached_property
    def progetto(self):
        """Return the project; raise Http404 when the body is not in it today."""
        presenze = PartnerProgetto.objects.al().filter(organizzazione=self.ente)
        progetti = Progetto.objects.con_stato().con_date().con_nome()
        return get_object_or_404(progetti, pk__in=presenze.values("progetto"), slug=self.kwargs["progetto"])

    @cached_property
    def capofila(self):
        """Return whether the body leads the project today."""
        presenze = PartnerProgetto.objects.al().filter(progetto=self.progetto, organizzazione=self.ente)
        return presenze.filter(ruolo=PartnerProgetto.Ruolo.CAPOFILA).exists()

    def controlla(self):
        """Raise Http404 for who may not be here."""
        super().controlla()
        self.progetto  # noqa: B018 - raises

    def get_context_data(self, **kwargs):
        """Add the project, and whether the body leads it."""
        return super().get_context_data(**kwargs) | {"progetto": self.progetto, "capofila": self.capofila}


class CapofilaMixin(ProgettoEnteMixin):
    """A page for the body that leads the project: 404 for its partners."""

    def controlla(self):
        """Raise Http404 when the body does not lead the project."""
        super().controlla()
        if not self.capofila:
            raise Http404
