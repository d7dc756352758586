"""The public sheet of a service."""

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView

from aderenti.models import Organizzazione
from core.pubblico import pagina_pubblica
from servizi import ics, scheda
from servizi.dati_strutturati import dati_strutturati
from servizi.models import Servizio

SIMILI = 4  # services to propose at the end of a sheet

INTESTAZIONI = {
    "aperture": [_("Quando"), _("Stato"), _("Da sapere")],
    "tariffe": [_("Quanto"), _("Per chi"), _("Da sapere")],
}


@method_decorator(pagina_pubblica, name="dispatch")
class ServizioDetailView(DetailView):
    """The sheet of a service. Closed, expired and hidden ones stay, with a notice; a draft has none (404)."""

    template_name = "servizi/dettaglio.html"
    context_object_name = "servizio"

    def get_queryset(self):
        """Return the public services, saying whether their body has a public sheet."""
        pubblici = Organizzazione.objects.pubblicati().filter(pk=OuterRef("gestore"))
        return (
            Servizio.objects.pubblicati()
            .select_related("tipologia__gruppo", "gestore")
            .annotate(gestore_pubblico=Exists(pubblici))
        )

    def get_context_data(self, **kwargs):
        """Add the parts of the sheet and its structured data."""
        return super().get_context_data(**kwargs) | parti(self.object)


def parti(servizio):
    """Return what the template of the sheet shows of ``servizio``, by name."""
    legami = scheda.legami(servizio)
    porte = scheda.porte(servizio)
    aperture = scheda.aperture(servizio)
    orari, tariffe = scheda.orari_non_finiti(servizio), scheda.tariffe_non_finite(servizio)
    fuori_elenco = servizio.fuori_elenco()
    simili = list(Servizio.objects.simili(servizio, quanti=SIMILI))
    return {
        "fuori_elenco": fuori_elenco,
        "altrove": altrove(servizio, simili) if fuori_elenco else "",
        "iscrizioni": scheda.iscrizioni(servizio),
        "porte": porte,
        "orari": scheda.orari(orari, porte),
        "aperture": aperture,
        "da_calendario": not fuori_elenco and ics.ha_date(servizio, aperture),
        "tariffe": scheda.tariffe(tariffe),
        "isee": scheda.isee(tariffe, legami),
        "simili": simili,
        "progetti": scheda.progetti(servizio),
        "legami": legami,
        "intestazioni": INTESTAZIONI,
        "dati": None if fuori_elenco else dati_strutturati(servizio, legami, porte, orari, tariffe),
        "percorso": percorso(servizio),
    }


def altrove(servizio, simili):
    """Return where to look instead of ``servizio``: the similar ones below, or those of its typology."""
    return "#simili" if simili else f"/servizi/?{urlencode({'tipologia': servizio.tipologia.code})}"


def percorso(servizio):
    """Return the breadcrumbs of a sheet as a schema.org BreadcrumbList."""
    voci = [
        (str(_("Inizio")), "/"),
        (str(_("Servizi")), "/servizi/"),
        (servizio.titolo, servizio.get_absolute_url()),
    ]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": posto, "name": nome, "item": f"{settings.SITE_URL}{dove}"}
            for posto, (nome, dove) in enumerate(voci, 1)
        ],
    }
