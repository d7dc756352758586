"""Public pages of the calls."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.text import slugify
from django.views.generic import DetailView, View

from core.documenti import scarica_o_404
from core.elenchi import ElencoView
from core.fonti import carica_fonti
from core.ics import risposta
from core.pubblico import pagina_pubblica
from progetti.avvisi import ics
from progetti.avvisi.dati_strutturati import dati_strutturati
from progetti.avvisi.denaro import resto
from progetti.avvisi.esito import con_concesso, esito, somme
from progetti.avvisi.filters import AvvisoFilter
from progetti.models import Avviso, DocumentoAvviso


@method_decorator(pagina_pubblica, name="dispatch")
class AvvisoListView(ElencoView):
    """The calls: open, to come, then closed."""

    filterset_class = AvvisoFilter
    template_name = "avvisi/elenco.html"

    def get_queryset(self):
        """Return the published calls with what a card shows."""
        return Avviso.objects.pubblicati().con_stato().per_elenco()

    def get_context_data(self, **kwargs):
        """Add how many of the calls are invented."""
        context = super().get_context_data(**kwargs)
        return context | {"dimostrativi": self.object_list.filter(dimostrativo=True).count()}


@method_decorator(pagina_pubblica, name="dispatch")
class AvvisoDetailView(DetailView):
    """A call. Proposals are never shown; of the outcome only what is published, never a score."""

    template_name = "avvisi/dettaglio.html"
    context_object_name = "avviso"

    def get_queryset(self):
        """Return the published calls with the records each has at most one of."""
        avvisi = Avviso.objects.pubblicati().con_stato()
        return avvisi.select_related("piano", "fondo", "atto", "esito_atto")

    def get_context_data(self, **kwargs):
        """Add money, documents, questions, extensions and, when it is public, the outcome."""
        avviso = self.object
        carica_fonti([avviso])
        presi = con_concesso(avviso) if avviso.con_esito() else None
        return super().get_context_data(**kwargs) | {
            "resto": resto(avviso, presi),
            "dotazioni": avviso.dotazioni.select_related("linea"),
            "somme": somme(avviso),
            "documenti": [_con_peso(d) for d in avviso.documenti.filter(pubblico=True)],
            "domande": avviso.domande.filter(pubblicata_il__lte=timezone.localdate()),
            "proroghe": avviso.proroghe.select_related("atto"),
            "esito": None if presi is None else esito(avviso, presi),
            "da_calendario": bool(avviso.apre_il or avviso.chiude_il),
            "dati": dati_strutturati(avviso),
        }


def _con_peso(documento):
    """Return a document with ``peso``, the bytes of its file; None when there is none."""
    try:
        documento.peso = documento.file.size if documento.file else None
    except FileNotFoundError:
        documento.peso = None
    return documento


@method_decorator(pagina_pubblica, name="dispatch")
class DocumentoView(View):
    """Hand over a public document of a published call; any other is a 404."""

    def get(self, request, slug, pk):
        """Return the file as a download."""
        documenti = DocumentoAvviso.objects.filter(avviso__in=Avviso.objects.pubblicati().filter(slug=slug))
        documento = get_object_or_404(documenti.filter(pubblico=True).exclude(file=""), pk=pk)
        return scarica_o_404(documento.file, nome=f"{slugify(documento.titolo)[:80] or 'documento'}.pdf")


@method_decorator(pagina_pubblica, name="dispatch")
class CalendarioView(View):
    """Openings and closings of all the calls, for the calendar of who reads."""

    def get(self, request):
        """Return the calendar."""
        return risposta(ics.calendario(Avviso.objects.pubblicati()), "avvisi.ics")


@method_decorator(pagina_pubblica, name="dispatch")
class CalendarioAvvisoView(View):
    """Opening and closing of one call, for the calendar of who reads."""

    def get(self, request, slug):
        """Return the calendar; 404 when no date of the call is known."""
        avviso = get_object_or_404(Avviso.objects.pubblicati(), slug=slug)
        if not (avviso.apre_il or avviso.chiude_il):
            raise Http404
        return risposta(ics.calendario([avviso]), f"{avviso.slug}.ics")
