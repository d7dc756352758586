"""The reserved area: whose pages these are. Every page of a body's area extends one of these views.

An account finds the bodies it has an access to, and nobody else's: 404 for the others, on every method.
"""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.views.generic.base import ContextMixin, View

from aderenti.models import Accesso, Organizzazione


class EnteMixin(ContextMixin, View):
    """A page of the area of one body: the address says which (``ente``, its slug), the access who may.

    ``sezione`` is the voice of the area's menu that the page belongs to.
    """

    sezione = ""

    @cached_property
    def ente(self):
        """Return the body; raise Http404 for who has no access to it."""
        return get_object_or_404(Organizzazione.objects.di(self.request.user), slug=self.kwargs["ente"])

    @cached_property
    def accessi(self):
        """Return the accesses in force of who is asking, to every body, with the bodies: one query."""
        righe = Accesso.objects.attivi().filter(utente=self.request.user).select_related("organizzazione")
        return list(righe.order_by("organizzazione__denominazione", "pk"))

    @cached_property
    def accesso(self):
        """Return the access of who is asking to this body; raise Http404 if it went away meanwhile."""
        for accesso in self.accessi:
            if accesso.organizzazione_id == self.ente.pk:
                return accesso
        raise Http404

    def dispatch(self, request, *args, **kwargs):
        """Look for the body before anything else: no method answers a stranger."""
        if request.user.is_authenticated:
            self.controlla()
        return super().dispatch(request, *args, **kwargs)

    def controlla(self):
        """Raise Http404 for who may not be here."""
        self.ente  # noqa: B018 - raises

    def get_context_data(self, **kwargs):
        """Add the body, the access, the voice of the menu, and the other bodies to go to."""
        return super().get_context_data(**kwargs) | {
            "ente": self.ente,
            "accesso": self.accesso,
            "sezione": self.sezione,
            "altri_enti": [a.organizzazione for a in self.accessi if a != self.accesso],
        }


class AmministratoreMixin(EnteMixin):
    """A page for the administrators of the body alone: 404 for its editors."""

    def controlla(self):
        """Raise Http404 for who is not an administrator of the body."""
        super().controlla()
        if not self.accesso.amministra:
            raise Http404
