"""Public pages of the cycles: rules, needs, priorities, lines, acts and documents."""

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.views.generic import DetailView, ListView, View

from core.documenti import scarica_o_404
from core.fonti import carica_fonti
from core.pubblico import pagina_pubblica
from piani.models import Atto, Bisogno, DocumentoPiano, LineaAzione, Piano, Priorita


@method_decorator(pagina_pubblica, name="dispatch")
class PianoListView(ListView):
    """The cycles, newest first."""

    template_name = "piani/elenco.html"
    context_object_name = "piani"

    def get_queryset(self):
        """Return the public cycles with their ends."""
        return Piano.objects.pubblicati().prefetch_related("termini")


@method_decorator(pagina_pubblica, name="dispatch")
class PianoDetailView(DetailView):
    """A cycle: what it starts from, what it pays for, by which rules and acts, until when."""

    template_name = "piani/dettaglio.html"
    context_object_name = "piano"
    slug_field = "code"
    slug_url_kwarg = "code"

    def get_queryset(self):
        """Return the public cycles."""
        return Piano.objects.pubblicati().select_related("dal_ciclo")

    def get_context_data(self, **kwargs):
        """Add rules, ends, needs with the priorities that answer them, lines, acts, documents, figures."""
        piano = self.object
        linee = [linea for linea in piano.linee.all() if not linea.ritirato_il]
        vive = LineaAzione.objects.filter(ritirato_il=None)
        priorita = Priorita.objects.prefetch_related(Prefetch("linee", vive))
        bisogni = Bisogno.objects.filter(piano=piano).prefetch_related(Prefetch("priorita", priorita))
        atti = list(piano.atti.all())
        carica_fonti([piano, *linee, *atti])
        return super().get_context_data(**kwargs) | {
            "termini": sorted(piano.termini.select_related("atto"), key=lambda termine: termine.fine),
            "fine": piano.fine(),
            "regole_capofila": piano.regole_capofila.all(),
            "linee_regionali": [linea for linea in linee if linea.livello == linea.Livello.REGIONALE],
            "linee_montagna": [linea for linea in linee if linea.livello == linea.Livello.MONTAGNA],
            "bisogni": bisogni,
            "priorita_sole": priorita.filter(piano=piano, bisogni=None),
            "atti": atti,
            "documenti": piano.documenti.filter(pubblico=True),
            "scadenze": piano.scadenze_rendicontazione.all(),
            "indicatori": piano.indicatori.all(),
            "progetti": piano.progetti.pubblicati().filter(dimostrativo=False).count(),
            "alleanze": piano.alleanze.pubblicati().filter(dimostrativo=False).count(),
            "avvisi": piano.avvisi.pubblicati().filter(dimostrativo=False).count(),
        }


@method_decorator(pagina_pubblica, name="dispatch")
class DocumentoView(View):
    """The download of a public document of a cycle; 404 for one that is not public."""

    def get(self, request, code, pk):
        """Return the PDF."""
        documenti = DocumentoPiano.objects.filter(pubblico=True, piano__in=Piano.objects.pubblicati())
        documento = get_object_or_404(documenti.exclude(file=""), piano__code=code, pk=pk)
        return scarica_o_404(documento.file, nome=f"{code}-{documento.pk}.pdf")


@method_decorator(pagina_pubblica, name="dispatch")
class AttoView(View):
    """The download of the text of an act, where the portal keeps it."""

    def get(self, request, code):
        """Return the PDF."""
        atto = get_object_or_404(Atto.objects.exclude(documento=""), code=code)
        return scarica_o_404(atto.documento, nome=f"{atto.code}.pdf")
