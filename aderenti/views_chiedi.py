"""“Do you work for this body?”: asking to keep its pages, without an account."""

from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from aderenti.forms_persone import ChiediAccessoForm
from aderenti.models import Organizzazione
from aderenti.richieste_accesso import chiedi_accesso
from core.protezione import consenti, pagina_anonima

ORA, GIORNO = 3600, 86_400  # seconds


class AderenteMixin:
    """A page about one member; a body that is not one has none (404)."""

    @cached_property
    def aderente(self):
        """Return the member."""
        return get_object_or_404(Organizzazione.objects.pubblicati(), slug=self.kwargs["slug"])

    def get_context_data(self, **kwargs):
        """Add the member."""
        return super().get_context_data(aderente=self.aderente, **kwargs)


@method_decorator(pagina_anonima, name="dispatch")
class ChiediAccessoView(AderenteMixin, FormView):
    """Ask to keep the pages of a member. The page that follows is the same whatever was asked before."""

    form_class = ChiediAccessoForm
    template_name = "aderenti/chiedi_accesso.html"

    def form_valid(self, form):
        """Record the request; the same address is heard three times a day, and told the same."""
        aderente, email = self.aderente, form.cleaned_data["email"]
        if not consenti(self.request, azione="chiedi-accesso", limite=10, secondi=ORA):
            return self.render_to_response(self.get_context_data(form=form.troppe()), status=429)
        if consenti(self.request, azione="chiedi-accesso-per", limite=3, secondi=GIORNO, chi=email):
            chiedi_accesso(organizzazione=aderente, email=email, ruolo=form.cleaned_data["ruolo"])
        return redirect("aderenti:ask-access-sent", aderente.slug)


@method_decorator(pagina_anonima, name="dispatch")
class ChiestoView(AderenteMixin, TemplateView):
    """What happens now, to whoever has asked."""

    template_name = "aderenti/chiesto_accesso.html"
