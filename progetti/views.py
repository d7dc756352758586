"""Public pages of the projects."""

from django.utils.decorators import method_decorator
from django.views.generic import DetailView

from core.elenchi import ElencoView
from core.fonti import carica_fonti
from core.pubblico import pagina_pubblica
from progetti import scheda
from progetti.denaro.conti import quadri_in_vigore
from progetti.filters import ProgettoFilter
from progetti.models import Progetto


@method_decorator(pagina_pubblica, name="dispatch")
class ProgettoListView(ElencoView):
    """The financed projects. A proposal is never listed."""

    filterset_class = ProgettoFilter
    template_name = "progetti/elenco.html"

    def get_queryset(self):
        """Return the public projects with what a card shows."""
        return Progetto.objects.pubblicati().per_elenco()

    def get_context_data(self, **kwargs):
        """Add how many of the projects are invented."""
        context = super().get_context_data(**kwargs)
        return context | {"dimostrativi": self.object_list.filter(dimostrativo=True).count()}


@method_decorator(pagina_pubblica, name="dispatch")
class ProgettoDetailView(DetailView):
    """The sheet of a project. A proposal, refused or not, has none (404)."""

    template_name = "progetti/dettaglio.html"
    context_object_name = "progetto"

    def get_queryset(self):
        """Return the public projects with the records each has at most one of."""
        return Progetto.objects.pubblicati().con_nome().select_related("avviso", "atto")

    def get_context_data(self, **kwargs):
        """Add who, when, money, places and services, each with its sources."""
        progetto = self.object
        partner = list(progetto.partner.con_organizzazione())
        eventi = list(progetto.eventi.pubblicati().select_related("atto"))
        somme = scheda.somme(progetto)
        quadro = quadri_in_vigore([progetto]).get(progetto.pk)
        voci = list(quadro.fonti_di_denaro.select_related("fondo")) if quadro else []
        carica_fonti([progetto, *partner, *eventi, *somme, *voci])
        return (
            super().get_context_data(**kwargs)
            | {
                "capofila": [p for p in partner if p.ruolo == p.Ruolo.CAPOFILA],
                "partner": [p for p in partner if p.ruolo != p.Ruolo.CAPOFILA],
                "eventi": eventi,
                "ultimo_evento": scheda.ultimo_evento(progetto, eventi),
                "somme": scheda.gruppi(progetto, somme),
                "somme_del_ciclo": [somma for somma in somme if somma.livello == somma.Livello.MONTAGNA],
                "voci_denaro": voci,
                "attivita": progetto.attivita.all(),
            }
            | scheda.legami(progetto)
        )
