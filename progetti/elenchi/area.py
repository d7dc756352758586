"""In the area of a body: the grants it received, to be published by the body itself (l. 124/2017)."""

from django.http import Http404
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from aderenti.area import EnteMixin
from core.fogli import FORMATI, scrivi
from progetti.elenchi.ricevuti import COLONNE, SOGLIA, anni, estratto


class RicevutiMixin(EnteMixin):
    """The grants that the body received in a year."""

    sezione = "progetti"

    @cached_property
    def anni(self):
        """Return the years with payments, the latest first."""
        return anni(self.ente)

    def estratto(self, anno):
        """Return the payments of a year; raise Http404 for one without any."""
        if anno not in self.anni:
            raise Http404
        return estratto(self.ente, anno)


class ContributiRicevutiView(RicevutiMixin, TemplateView):
    """The payments of a year (``anno``; the latest without it), what the law asks, the files."""

    template_name = "progetti/area/contributi_ricevuti.html"

    def get_context_data(self, **kwargs):
        """Add the extract, when there is something in it."""
        testo = self.request.GET.get("anno", "")
        anno = next((anno for anno in self.anni if str(anno) == testo), self.anni[0] if self.anni else None)
        return super().get_context_data(
            anni=self.anni,
            estratto=self.estratto(anno) if anno else None,
            soglia=SOGLIA,
            formati=FORMATI.items(),
            **kwargs,
        )


class ScaricaRicevutiView(RicevutiMixin, View):
    """The extract of a year as a spreadsheet."""

    def get(self, request, *args, **kwargs):
        """Return the file; raise Http404 for a format or a year that is not there."""
        if kwargs["formato"] not in FORMATI:
            raise Http404
        righe = self.estratto(kwargs["anno"]).celle()
        return scrivi(kwargs["formato"], f"contributi-ricevuti-{kwargs['anno']}", COLONNE, righe)
