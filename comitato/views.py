"""What citizens see of the Comitato: bodies that sit, minutes published, decisions and how they go on.

Bodies only, never persons; nothing of drafts, comments, votes by body, reserved items.
"""

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.generic import DetailView, TemplateView

from aderenti.models import Organizzazione
from aderenti.nomi import nome_pubblico, persona_fisica
from comitato.composizione.seggi import seggi_al
from comitato.decisioni.registro import seguito
from comitato.models import Decisione, Seduta, Seggio
from comitato.sedute.conti import giorno_di
from core.pubblico import pagina_pubblica

NUMERO_MASSIMO = 32767  # of a meeting, and of its year


def decisioni_pubbliche(**filtri):
    """Return the published decisions, each with ``seguito`` and what replaced it, when that is public too."""
    righe = Decisione.objects.pubblicati().filter(**filtri).select_related("seduta", "sostituita_da")
    righe = list(righe.prefetch_related("azioni"))
    visibili = set(Decisione.objects.pubblicati().values_list("pk", flat=True))
    for decisione in righe:
        nuova = getattr(decisione, "sostituita_da", None)
        decisione.seguito = seguito(decisione)
        decisione.superata = nuova is not None and nuova.numero is not None
        decisione.nuova = nuova if decisione.superata and nuova.pk in visibili else None
    return righe


@method_decorator(pagina_pubblica, name="dispatch")
class ComitatoView(TemplateView):
    """What the Comitato is, who sits in it today, its minutes and decisions."""

    template_name = "comitato/indice.html"

    def get_context_data(self, **kwargs):
        """Add seats, meetings and decisions; demo ones with their mark."""
        oggi = timezone.localdate()
        seggi = _seggi(oggi)
        sedute = Seduta.objects.pubblicati().select_related("verbale").order_by("-inizio", "-pk")
        return super().get_context_data(**kwargs) | {
            "oggi": oggi,
            "seggi": [seggio for seggio in seggi if not seggio.dimostrativo],
            "seggi_finti": [seggio for seggio in seggi if seggio.dimostrativo],
            "sedute": [_con_giorno(seduta) for seduta in sedute],
            "decisioni": decisioni_pubbliche(),
        }


def _con_giorno(seduta):
    """Return a meeting with ``giorno``, its day in Italy."""
    seduta.giorno = giorno_di(seduta)
    return seduta


def _seggi(oggi):
    """Return the seats of today, the chair first, each with ``nome`` and ``scheda`` (address or None)."""
    trovati = []
    for dimostrativi in (False, True):
        righe = seggi_al(oggi, dimostrativi=dimostrativi).select_related("ente__forma_giuridica", "atto")
        scheda = Organizzazione.objects.pubblicati().filter(pk=OuterRef("ente"))
        trovati += righe.annotate(pubblica=Exists(scheda))
    for seggio in trovati:
        seggio.nome = nome_pubblico(seggio.ente)
        si_collega = seggio.pubblica and not persona_fisica(seggio.ente)
        seggio.scheda = seggio.ente.get_absolute_url() if si_collega else None
    return sorted(trovati, key=lambda seggio: seggio.ruolo != Seggio.Ruolo.PRESIDENTE)


@method_decorator(pagina_pubblica, name="dispatch")
class SedutaView(DetailView):
    """The published minutes of a meeting, and how its decisions go on; 404 for all the others."""

    template_name = "comitato/seduta.html"
    context_object_name = "seduta"

    def get_object(self, queryset=None):
        """Return the meeting; raise Http404 when its minutes are not published."""
        anno, numero = self.kwargs["anno"], self.kwargs["numero"]
        if max(anno, numero) > NUMERO_MASSIMO:
            raise Http404
        righe = Seduta.objects.pubblicati().select_related("verbale__approvato_in")
        return get_object_or_404(righe, anno=anno, numero=numero)

    def get_context_data(self, **kwargs):
        """Add minutes and decisions."""
        verbale = _con_giorno(self.object).verbale
        verbale.giorno = giorno_di(verbale.approvato_in)
        return super().get_context_data(**kwargs) | {
            "verbale": verbale,
            "decisioni": decisioni_pubbliche(seduta=self.object),
        }
