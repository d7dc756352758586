"""Public pages of the news, of the press area and of the frequent questions."""

from django.conf import settings
from django.utils.decorators import method_decorator
from django.views.generic import DetailView, ListView, TemplateView

from aderenti.models import Organizzazione
from aderenti.nomi import persone_fisiche
from core.elenchi import ElencoView
from core.fonti import carica_fonti
from core.immagini_servite import servi
from core.pubblico import pagina_pubblica
from progetti.models import Progetto
from redazione.dati_strutturati import domande, notizia
from redazione.filters import NotiziaFilter
from redazione.immagini import CARTELLA
from redazione.models import Notizia, VoceFaq


@method_decorator(pagina_pubblica, name="dispatch")
class NotiziaListView(ElencoView):
    """The news of now, newest first."""

    filterset_class = NotiziaFilter
    template_name = "redazione/elenco.html"

    def get_queryset(self):
        """Return the published news with what a card shows."""
        return Notizia.objects.pubblicati().per_elenco()

    def get_context_data(self, **kwargs):
        """Add the years and how many of the news are invented."""
        context = super().get_context_data(**kwargs)
        dimostrativi = self.object_list.filter(dimostrativo=True).count()
        return context | {"dimostrativi": dimostrativi, "anni": context["filter"].anni}


@method_decorator(pagina_pubblica, name="dispatch")
class NotiziaDetailView(DetailView):
    """A piece of news; 404 before it comes out and after it has left."""

    template_name = "redazione/dettaglio.html"
    context_object_name = "notizia"

    def get_queryset(self):
        """Return the published news."""
        return Notizia.objects.pubblicati()

    def get_context_data(self, **kwargs):
        """Add the sources and what it speaks of, of that only what citizens may open."""
        carica_fonti([self.object])
        enti = Organizzazione.objects.pubblicati().filter(notizie=self.object)
        return super().get_context_data(**kwargs) | {
            "ambiti": self.object.ambiti.all(),
            "progetti": Progetto.objects.pubblicati().con_nome().filter(notizie=self.object),
            "enti": enti.exclude(persone_fisiche()),
            "dati": notizia(self.object),
        }


@method_decorator(pagina_pubblica, name="dispatch")
class StampaView(ListView):
    """The press releases and whom to ask."""

    template_name = "redazione/stampa.html"
    paginate_by = 20
    page_kwarg = "pagina"

    def get_queryset(self):
        """Return the published press releases with what a card shows."""
        return Notizia.objects.pubblicati().comunicati().per_elenco()

    def get_context_data(self, **kwargs):
        """Add the address of the office, empty when the deployment has none."""
        return super().get_context_data(**kwargs) | {"contatto": settings.CONTACT_EMAIL}


@method_decorator(pagina_pubblica, name="dispatch")
class FaqView(TemplateView):
    """The frequent questions, by who asks."""

    template_name = "redazione/faq.html"

    def get_context_data(self, **kwargs):
        """Add the groups that have questions."""
        voci = list(VoceFaq.objects.pubblicati())
        gruppi = [
            {
                "code": pubblico.value,
                "nome": pubblico.label,
                "voci": [v for v in voci if v.pubblico == pubblico],
            }
            for pubblico in VoceFaq.Pubblico
        ]
        reali = [voce for voce in voci if not voce.dimostrativo]
        return super().get_context_data(**kwargs) | {
            "gruppi": [gruppo for gruppo in gruppi if gruppo["voci"]],
            "dati": domande(reali) if reali else None,
        }


@pagina_pubblica
def immagine(request, nome):
    """Return the picture of a piece of news; Http404 for others."""
    return servi(CARTELLA, nome)
