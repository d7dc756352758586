"""Public pages of the projects."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.text import slugify
from django.views.generic import DetailView

from core.documenti import scarica_o_404
from core.elenchi import ElencoView
from core.pubblico import pagina_pubblica
from progetti.denaro.conti import conti
from progetti.denaro.stato import REGOLA, stato_del_progetto
from progetti.filters import ProgettoFilter
from progetti.models import DocumentoProgetto, Progetto
from progetti.scheda.denaro import in_breve
from progetti.scheda.parti import parti


@method_decorator(pagina_pubblica, name="dispatch")
class ProgettoListView(ElencoView):
    """The financed projects. A proposal is never listed."""

    filterset_class = ProgettoFilter
    template_name = "progetti/elenco.html"

    def get_queryset(self):
        """Return the public projects with what a card shows."""
        return Progetto.objects.pubblicati().per_elenco()

    def get_context_data(self, **kwargs):
        """Add how many of the projects are invented and, to those of the page, status and money."""
        context = super().get_context_data(**kwargs)
        completa(context["object_list"])
        dimostrativi = self.object_list.filter(dimostrativo=True).count()
        return context | {"dimostrativi": dimostrativi, "regola": REGOLA}


def completa(progetti):
    """Add to each of ``progetti`` (``per_elenco``) the public status, its words, and the money in a line."""
    oggi, tutti = timezone.localdate(), conti(progetti)
    denaro = in_breve(progetti, tutti)
    for progetto in progetti:
        stato = stato_del_progetto(progetto, tutti[progetto.pk], oggi)
        progetto.stato_pubblico, progetto.stato_pubblico_label = stato.value, str(stato.label)
        progetto.denaro = denaro[progetto.pk]


@method_decorator(pagina_pubblica, name="dispatch")
class ProgettoDetailView(DetailView):
    """The sheet of a project. A proposal, refused or not, has none (404)."""

    template_name = "progetti/dettaglio.html"
    context_object_name = "progetto"

    def get_queryset(self):
        """Return the public projects with the records each has at most one of."""
        return Progetto.objects.pubblicati().con_nome().con_date().select_related("avviso", "atto")

    def get_context_data(self, **kwargs):
        """Add who, when, money, places, services and results, each with its sources."""
        return super().get_context_data(**kwargs) | parti(self.object)


@pagina_pubblica
def breve(request, code):
    """Send the short address of a public project, in letters of any size, to its sheet for good; else 404."""
    trovati = Progetto.objects.pubblicati().filter(code__iexact=code)
    progetto = trovati.filter(code=code).first() or trovati.order_by("pk").first()
    if progetto is None:
        raise Http404
    return redirect(progetto, permanent=True)


@pagina_pubblica
def documento(request, slug, pk):
    """Hand out a public paper of a public project; Http404 for any other, and for one that is an address."""
    righe = DocumentoProgetto.objects.filter(
        progetto__in=Progetto.objects.pubblicati().filter(slug=slug).values("pk"), pubblico=True
    )
    riga = get_object_or_404(righe.exclude(file=""), pk=pk)
    return scarica_o_404(riga.file, nome=f"{slugify(riga.titolo) or 'documento'}.pdf")
