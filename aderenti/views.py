"""Public pages of the register of members."""

from django.db.models import Q
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import DetailView

from aderenti.filters import AderenteFilter
from aderenti.models import EventoAdesione, Organizzazione
from core.elenchi import ElencoView
from core.fonti import carica_fonti
from core.pubblico import pagina_pubblica

SERVIZI_IN_SCHEDA = 30


@method_decorator(pagina_pubblica, name="dispatch")
class AderenteListView(ElencoView):
    """The members of the Rete today, or on any past day."""

    filterset_class = AderenteFilter
    template_name = "aderenti/elenco.html"

    def get_queryset(self):
        """Return every body with what a card shows: the filter keeps the members of the day."""
        return Organizzazione.objects.con_scheda().select_related("categoria", "comune")

    def get_context_data(self, **kwargs):
        """Add the day, and how many of the members are invented."""
        context = super().get_context_data(**kwargs)
        return context | {
            "giorno": self.filterset.giorno,
            "dimostrativi": self.object_list.filter(dimostrativo=True).count(),
        }


@method_decorator(pagina_pubblica, name="dispatch")
class AderenteDetailView(DetailView):
    """The sheet of a member. A body still to confirm, or that left, has none (404)."""

    template_name = "aderenti/dettaglio.html"
    context_object_name = "aderente"

    def get_queryset(self):
        """Return the members of today."""
        return Organizzazione.objects.pubblicati().select_related("categoria", "forma_giuridica", "comune")

    def get_context_data(self, **kwargs):
        """Add what the sheet shows, and its structured data."""
        return (
            super().get_context_data(**kwargs)
            | contesto(self.object)
            | {"dati": dati_strutturati(self.object)}
        )


def contesto(aderente):
    """Return adhesion, certifications in force, services, Alleanze and public projects of a body.

    The rooms above are read through their related names: nothing is imported from them.
    """
    adesione = aderente.eventi_adesione.filter(
        tipo__in=EventoAdesione.Tipo.attivi(), data__lte=timezone.localdate()
    ).select_related("piano", "atto")
    servizi = list(aderente.servizi.in_elenco().select_related("tipologia")[: SERVIZI_IN_SCHEDA + 1])
    return {
        "adesione": carica_fonti([aderente, *adesione])[1:],
        "ambiti": aderente.ambiti.all(),
        "certificazioni": in_vigore(aderente.certificazioni),
        "servizi": servizi[:SERVIZI_IN_SCHEDA],
        "altri_servizi": len(servizi) > SERVIZI_IN_SCHEDA,
        "partecipazioni": aderente.partecipazioni.select_related("alleanza__ambito", "alleanza__piano"),
        "progetti": aderente.progetti_svolti.pubblicati().select_related(
            "progetto__alleanza__ambito", "progetto__alleanza__piano"
        ),
    }


def dati_strutturati(aderente):
    """Return the member as a schema.org Organization: only what its sheet shows."""
    return {
        "@type": "Organization",
        "name": aderente.denominazione,
        "alternateName": aderente.acronimo,
        "url": aderente.sito,
        "description": aderente.descrizione,
        "email": aderente.email,
        "telephone": aderente.telefono,
        "taxID": aderente.codice_fiscale_pubblico,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": aderente.indirizzo,
            "postalCode": aderente.cap,
            "addressLocality": aderente.sede,
            "addressCountry": "IT",
        },
    }


def in_vigore(certificazioni):
    """Return the certifications in force today; an unknown end does not expire."""
    oggi = timezone.localdate()
    return certificazioni.filter(
        Q(dal__isnull=True) | Q(dal__lte=oggi), Q(al__isnull=True) | Q(al__gte=oggi)
    ).order_by("tipo", "pk")
