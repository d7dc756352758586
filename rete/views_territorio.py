"""Pages of a place: everything the rooms know about an ambito or a comune, composed above them all."""

from django.db.models import Prefetch, Q
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import DetailView, ListView

from aderenti.models import Organizzazione
from alleanze.models import AlleanzaLocale
from core.pubblico import pagina_pubblica
from progetti.models import Progetto
from servizi import mappe
from servizi.models import Servizio
from territorio.luoghi import ultima_appartenenza
from territorio.models import Adiacenza, Ambito, AppartenenzaAmbito, Comune

SERVIZI_IN_PAGINA = 9


@method_decorator(pagina_pubblica, name="dispatch")
class TerritorioView(ListView):
    """The eight ambiti with their comuni."""

    template_name = "rete/territorio.html"
    context_object_name = "ambiti"

    def get_queryset(self):
        """Return the ambiti with the comuni each has, or had on its last day in the ATS."""
        appartenenze = AppartenenzaAmbito.objects.select_related("comune").order_by("comune__nome")
        return Ambito.objects.prefetch_related(
            Prefetch("appartenenze", appartenenze.filter(comune__cessato_il=None), to_attr="attuali")
        )

    def get_context_data(self, **kwargs):
        """Add the map of the ambiti, with the number of services of each."""
        conti = Servizio.objects.in_elenco().conta_per_ambito()
        context = super().get_context_data(**kwargs)
        righe = mappe.righe_ambiti(context["ambiti"], conti)
        return context | {"righe": righe, "mappa": mappe.mappa_ambiti(righe), "voci": mappe.legenda(righe)}


@method_decorator(pagina_pubblica, name="dispatch")
class AmbitoView(DetailView):
    """An ambito: its comuni on a map and in a table, services, members, Alleanze, projects."""

    model = Ambito
    template_name = "rete/ambito.html"
    context_object_name = "ambito"

    def get_context_data(self, **kwargs):
        """Add what is true in the ambito today, or on its last day in the ATS."""
        ambito = self.object
        giorno = min(timezone.localdate(), ambito.appartenenza_al or timezone.localdate())
        servizi = Servizio.objects.in_elenco()
        comuni = list(Comune.objects.dell_ambito(ambito, giorno))
        righe = mappe.righe_comuni(ambito, comuni, servizi.conta_per_comune(ambito, comuni))
        return super().get_context_data(**kwargs) | {
            "giorno": giorno,
            "righe": righe,
            "mappa": mappe.mappa_comuni(ambito, righe),
            "voci": mappe.legenda(righe),
            "residenti": sum(comune.popolazione or 0 for comune in comuni),
            "gruppi": servizi.nell_ambito(ambito, giorno).per_gruppo(),
            "aderenti": Organizzazione.objects.pubblicati().nell_ambito(ambito, giorno),
            "alleanze": AlleanzaLocale.objects.pubblicati()
            .filter(ambito=ambito)
            .select_related("ambito", "piano"),
            "progetti": progetti_con_alleanza().nell_ambito(ambito, giorno),
        }


@method_decorator(pagina_pubblica, name="dispatch")
class ComuneView(DetailView):
    """A comune: the services for who lives there, wherever their door is, and all that concerns it."""

    model = Comune
    template_name = "rete/comune.html"
    context_object_name = "comune"
    slug_url_kwarg = "comune"

    def get(self, request, *args, **kwargs):
        """Show the comune; send an old address (moved or abolished comune) to the one in use."""
        self.appartenenza = ultima_appartenenza(kwargs["comune"])
        self.object, self.ambito = self.appartenenza.comune, self.appartenenza.ambito
        if kwargs != {"ambito": self.ambito.slug, "comune": self.object.slug}:
            return redirect("territorio:comune", self.ambito.slug, self.object.slug, permanent=True)
        return self.render_to_response(self.get_context_data(object=self.object))

    def get_context_data(self, **kwargs):
        """Add services, members, Alleanze, projects and neighbours."""
        comune, ambito = self.object, self.ambito
        servizi = Servizio.objects.in_elenco().per_il_comune(comune)
        gruppi = servizi.per_gruppo()
        return super().get_context_data(**kwargs) | {
            "ambito": ambito,
            "uscita": self.appartenenza if self.appartenenza.al else None,
            "gruppi": gruppi,
            "numero_servizi": sum(gruppo["numero"] for gruppo in gruppi),
            "servizi": servizi.per_elenco()[:SERVIZI_IN_PAGINA],
            "aderenti": Organizzazione.objects.pubblicati().filter(comune=comune),
            "alleanze": alleanze_dell_ambito(ambito),
            "progetti": progetti_con_alleanza().per_il_comune(comune, ambito),
            "vicini": vicini(comune),
        }


def alleanze_dell_ambito(ambito):
    """Return the Alleanze of ``ambito``, every cycle, with what their name needs."""
    return AlleanzaLocale.objects.pubblicati().filter(ambito=ambito).select_related("ambito", "piano")


def progetti_con_alleanza():
    """Return the public projects with what their name needs."""
    return Progetto.objects.pubblicati().select_related(
        "alleanza__ambito", "alleanza__piano", "piano", "fondo"
    )


def vicini(comune):
    """Return the latest membership of each comune that shares a border with ``comune``, by name."""
    dopo = Adiacenza.objects.filter(a=comune).values("b")
    prima = Adiacenza.objects.filter(b=comune).values("a")
    righe = AppartenenzaAmbito.objects.filter(Q(comune__in=dopo) | Q(comune__in=prima))
    ultime = {riga.comune_id: riga for riga in righe.select_related("comune", "ambito").order_by("dal")}
    return sorted(ultime.values(), key=lambda riga: riga.comune.nome)
