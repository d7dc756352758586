"""My services, by what they ask; and how a new one begins."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from aderenti.area import EnteMixin
from servizi.area.moduli.nuovo import NuovoForm
from servizi.area.posti import annullabile
from servizi.area.situazione import raggruppate, situazioni
from servizi.bozze import crea_bozza
from servizi.models import Servizio
from servizi.voci import Voci


class ServiziListView(EnteMixin, TemplateView):
    """The services of the body, grouped by what must be done."""

    template_name = "servizi/area/elenco.html"
    sezione = "servizi"

    def get_context_data(self, **kwargs):
        """Add the groups, and what can be undone."""
        righe = situazioni(Servizio.objects.filter(gestore=self.ente), Voci())
        gruppi = raggruppate(righe)
        return super().get_context_data(
            gruppi=gruppi, quanti=len(righe), annulla=annullabile(self.request), **kwargs
        )


class ServizioCreateView(EnteMixin, FormView):
    """Three answers and the draft is there; or last season's, with new dates."""

    template_name = "servizi/area/nuovo.html"
    form_class = NuovoForm
    sezione = "servizi"

    def get_context_data(self, **kwargs):
        """Add the services to start from."""
        suoi = Servizio.objects.filter(gestore=self.ente).exclude(stato=Servizio.Stato.BOZZA)
        return super().get_context_data(suoi=suoi.order_by("titolo", "pk"), **kwargs)

    def form_valid(self, form):
        """Make the draft and open its page."""
        servizio = crea_bozza(ente=self.ente, autore=self.request.user, **form.cleaned_data)
        messages.success(
            self.request,
            _(
                "La bozza c’è: i cittadini non la vedono. Abbiamo già messo i contatti dell’ente e le età "
                "abituali: controllali."
            ),
        )
        return redirect(reverse("area_servizi:detail", args=[self.ente.slug, servizio.slug]))
