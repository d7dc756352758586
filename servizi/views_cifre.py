"""How a body's services are seen, and how to show them on its own site: pages of its reserved area."""

from django.conf import settings
from django.urls import reverse
from django.views.generic import TemplateView

from aderenti.area import EnteMixin
from aderenti.models import Organizzazione
from servizi.conteggi import con_cifre


class CifreView(EnteMixin, TemplateView):
    """Views and contacts of each service: totals, without tracking."""

    template_name = "area/cifre.html"
    sezione = "cifre"

    def get_context_data(self, **kwargs):
        """Add the services with their figures, the most seen first, and the totals."""
        servizi = list(con_cifre(self.ente.servizi.pubblicati()).order_by("-viste_anno", "titolo", "pk"))
        nomi = ["viste_mese", "contatti_mese", "viste_anno", "contatti_anno"]
        totali = {nome: sum(getattr(servizio, nome) for servizio in servizi) for nome in nomi}
        return super().get_context_data(**kwargs) | {"servizi": servizi, "totali": totali}


class NelTuoSitoView(EnteMixin, TemplateView):
    """The code to paste in the body's own site, and the address of the data."""

    template_name = "area/nel_tuo_sito.html"
    sezione = "cifre"

    def get_context_data(self, **kwargs):
        """Add the absolute addresses, and whether the body has a public page at all."""
        slug = self.ente.slug
        return super().get_context_data(**kwargs) | {
            "pubblica": Organizzazione.objects.pubblicati().filter(pk=self.ente.pk).exists(),
            "pagina": settings.SITE_URL + reverse("servizi:embed", args=[slug]),
            "dati": settings.SITE_URL + reverse("servizi:embed-json", args=[slug]),
        }
