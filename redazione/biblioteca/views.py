"""Public pages of the library and of the acts of the Rete."""

from django.db.models import F
from django.http import Http404
from django.utils.decorators import method_decorator
from django.views.generic import DetailView, View

from aderenti.models import Organizzazione
from aderenti.nomi import persone_fisiche
from core.documenti import scarica_o_404
from core.elenchi import ElencoView
from core.fonti import carica_fonti
from core.pubblico import pagina_pubblica
from piani.models import Atto
from redazione.biblioteca.filters import AttoFilter, DocumentoFilter
from redazione.biblioteca.models import Documento

VICINI = 4  # related papers on a page


@method_decorator(pagina_pubblica, name="dispatch")
class DocumentoListView(ElencoView):
    """The papers in use, those that came out last first."""

    filterset_class = DocumentoFilter
    template_name = "redazione/biblioteca/elenco.html"

    def get_queryset(self):
        """Return the papers with what a card shows."""
        return Documento.objects.pubblicati().in_uso().per_elenco()

    def get_context_data(self, **kwargs):
        """Add how many are invented, whether there is any."""
        return super().get_context_data(**kwargs) | {
            "dimostrativi": self.object_list.filter(dimostrativo=True).count(),
            "ce_ne_sono": Documento.objects.pubblicati().in_uso().exists(),
        }


@method_decorator(pagina_pubblica, name="dispatch")
class DocumentoDetailView(DetailView):
    """A paper: what it is for, how to take it, since when and until when it is used."""

    template_name = "redazione/biblioteca/dettaglio.html"
    context_object_name = "documento"

    def get_queryset(self):
        """Return the published papers, those out of use too."""
        return Documento.objects.pubblicati().select_related("atto").prefetch_related("temi", "versioni")

    def get_context_data(self, **kwargs):
        """Add the version in use, who offers it, the related papers, the sources."""
        documento = self.object
        carica_fonti([documento])
        enti = Organizzazione.objects.pubblicati().exclude(persone_fisiche())
        vicini = Documento.objects.pubblicati().in_uso().filter(temi__in=documento.temi.all())
        vicini = vicini.exclude(pk=documento.pk).distinct().order_by("-pubblica_dal", "-pk")
        return super().get_context_data(**kwargs) | {
            "versione": documento.corrente,
            "ente": enti.filter(pk=documento.ente_id).first(),
            "vicini": vicini[:VICINI],
        }


@method_decorator(pagina_pubblica, name="dispatch")
class FileView(View):
    """The file in use of a published paper; earlier versions are for the office alone."""

    def get(self, request, slug):
        """Return the download; raise Http404 without a file here."""
        documento = Documento.objects.pubblicati().filter(slug=slug).prefetch_related("versioni").first()
        versione = documento and documento.corrente
        if versione is None or not versione.file:
            raise Http404
        return scarica_o_404(versione.file, nome=f"{slug}-{versione.numero}.pdf")


@method_decorator(pagina_pubblica, name="dispatch")
class AttoListView(ElencoView):
    """The acts that rules, sums and events of the Rete rest on, the last first, those without a date last."""

    filterset_class = AttoFilter
    template_name = "redazione/biblioteca/atti.html"

    def get_queryset(self):
        """Return the acts, each with its cycle and its sources."""
        return Atto.objects.select_related("piano").order_by(F("data").desc(nulls_last=True), "code")

    def get_context_data(self, **kwargs):
        """Add the sources of the acts of the page."""
        context = super().get_context_data(**kwargs)
        context["object_list"] = carica_fonti(list(context["object_list"])) or context["object_list"]
        return context
