"""Home page and pages about the Rete."""

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html_join
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from aderenti.models import CategoriaAderente, Organizzazione
from core.pubblico import pagina_pubblica
from progetti.models import Progetto
from redazione.models import Notizia
from servizi import mappe
from servizi.models import Servizio
from territorio.models import Ambito, Comune


@method_decorator(pagina_pubblica, name="dispatch")
class HomeView(TemplateView):
    """What + where search, groups of services, the eight ambiti, figures from rows, the last news."""

    template_name = "rete/home.html"

    def get_context_data(self, **kwargs):
        """Add groups, ambiti with their services, the figures of today and the last news."""
        servizi = Servizio.objects.in_elenco()
        righe = mappe.righe_ambiti(Ambito.objects.all(), servizi.conta_per_ambito())
        aderenti = Organizzazione.objects.pubblicati().aggregate(
            tutti=Count("pk"), finti=Count("pk", filter=Q(dimostrativo=True))
        )
        progetti = Progetto.objects.pubblicati().aggregate(
            tutti=Count("pk"), finti=Count("pk", filter=Q(dimostrativo=True))
        )
        gruppi = servizi.per_gruppo()
        return super().get_context_data(**kwargs) | {
            "oggi": timezone.localdate(),
            "gruppi": gruppi,
            "righe": righe,
            "mappa": mappe.mappa_ambiti(righe),
            "voci": mappe.legenda(righe),
            "comuni": opzioni(Comune.objects.esistenti().values_list("nome", flat=True)),
            "numero_servizi": sum(gruppo["numero"] for gruppo in gruppi),
            "numero_aderenti": aderenti["tutti"],
            "finti": {
                "servizi": di_cui_dimostrativi(servizi.filter(dimostrativo=True).count()),
                "aderenti": di_cui_dimostrativi(aderenti["finti"]),
                "progetti": di_cui_dimostrativi(progetti["finti"]),
            },
            "numero_progetti": progetti["tutti"],
            "notizie": Notizia.objects.ultime(),
        }


def di_cui_dimostrativi(numero):
    """Return the sentence that keeps a figure honest; empty when nothing is invented."""
    testo = ngettext("di cui %(n)s dimostrativo", "di cui %(n)s dimostrativi", numero)
    return testo % {"n": numero} if numero else ""


def opzioni(nomi):
    """Return the options of a datalist as one string: a template per option costs half the page."""
    return format_html_join("", '<option value="{}">', ((nome,) for nome in nomi))


@method_decorator(pagina_pubblica, name="dispatch")
class ReteView(TemplateView):
    """What the Rete is, the Comitato, how to join."""

    template_name = "rete/la_rete.html"

    def get_context_data(self, **kwargs):
        """Add the categories of members and the figures of today."""
        return super().get_context_data(**kwargs) | {
            "oggi": timezone.localdate(),
            "categorie": CategoriaAderente.objects.filter(nel_comunicato_2018=True),
            "numero_aderenti": Organizzazione.objects.pubblicati().filter(dimostrativo=False).count(),
        }
