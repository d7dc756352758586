"""Public pages of the events and their calendars."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, View

from aderenti.models import Organizzazione
from aderenti.nomi import persone_fisiche
from core import ics as calendari
from core.documenti import scarica_o_404
from core.elenchi import ElencoView
from core.fonti import carica_fonti
from core.pubblico import pagina_pubblica
from redazione.eventi import ics
from redazione.eventi.dati_strutturati import evento as in_dati
from redazione.eventi.filters import DataEventoFilter
from redazione.eventi.models import AllegatoEvento, DataEvento, Evento
from redazione.eventi.parole import quando as in_parole

NOME = _("Eventi della Rete di Conciliazione della Montagna")


@method_decorator(pagina_pubblica, name="dispatch")
class EventoListView(ElencoView):
    """The dates not over, the nearest first, by month."""

    filterset_class = DataEventoFilter
    template_name = "redazione/eventi/elenco.html"
    passati = False

    def get_queryset(self):
        """Return the dates with what a card shows."""
        return DataEvento.objects.pubblicati().da_venire().con_evento().order_by("inizio", "pk")

    def get_context_data(self, **kwargs):
        """Add whether they are past, whether there is any, how many are invented."""
        context = super().get_context_data(**kwargs)
        dimostrativi = self.object_list.filter(evento__dimostrativo=True).count()
        return context | {
            "dimostrativi": dimostrativi,
            "passati": self.passati,
            "ce_ne_sono": bool(context["filter"].mesi),
        }


@method_decorator(pagina_pubblica, name="dispatch")
class EventoPassatoListView(EventoListView):
    """The dates that are over, the last first, by month."""

    passati = True

    def get_queryset(self):
        """Return the dates with what a card shows."""
        return DataEvento.objects.pubblicati().passate().con_evento().order_by("-inizio", "-pk")


@method_decorator(pagina_pubblica, name="dispatch")
class EventoDetailView(DetailView):
    """An event; 404 before it comes out and after it has left."""

    template_name = "redazione/eventi/dettaglio.html"
    context_object_name = "evento"

    def get_queryset(self):
        """Return the published events."""
        return Evento.objects.pubblicati().select_related("comune")

    def get_context_data(self, **kwargs):
        """Add dates, public papers, the organiser that citizens may read, the sources."""
        carica_fonti([self.object])
        enti = Organizzazione.objects.pubblicati().exclude(persone_fisiche())
        ente = enti.filter(pk=self.object.organizzatore_id).first()
        date, adesso = _con_evento(self.object), timezone.now()
        return super().get_context_data(**kwargs) | {
            "ente": ente,
            "date": [data for data in date if data.fine > adesso],
            "passate": [data for data in date if data.fine <= adesso],
            "allegati": [_con_peso(riga) for riga in self.object.allegati.filter(pubblico=True)],
            "descrizione": _descrizione(self.object, date),
            "dati": in_dati(self.object, date, ente),
        }


def _con_evento(evento):
    """Return its dates, each with the event at hand."""
    date = list(evento.date.all())
    for data in date:
        data.evento = evento
    return date


def _descrizione(evento, date):
    """Return what search engines show under the title: the summary, then which event, where and when."""
    dove = evento.dove or _("online")
    parti = [evento.titolo, dove, in_parole(date[-1]) if date else ""]
    return f"{evento.sommario} {', '.join(filter(None, map(str, parti)))}."


def _con_peso(allegato):
    """Return a paper with ``peso``, the bytes of its file; None when there is none."""
    try:
        allegato.peso = allegato.file.size if allegato.file else None
    except FileNotFoundError:
        allegato.peso = None
    return allegato


@method_decorator(pagina_pubblica, name="dispatch")
class AllegatoView(View):
    """Hand over a public paper of a published event; any other is a 404."""

    def get(self, request, slug, pk):
        """Return the file as a download."""
        righe = AllegatoEvento.objects.filter(evento__in=Evento.objects.pubblicati().filter(slug=slug))
        allegato = get_object_or_404(righe.filter(pubblico=True).exclude(file=""), pk=pk)
        return scarica_o_404(allegato.file, nome=f"{slugify(allegato.titolo)[:80] or 'allegato'}.pdf")


@method_decorator(pagina_pubblica, name="dispatch")
class CalendarioView(View):
    """The dates not over of all the events, for the calendar of who reads."""

    def get(self, request):
        """Return the calendar."""
        date = DataEvento.objects.pubblicati().da_venire().con_evento()
        return calendari.risposta(ics.calendario(NOME, date), "eventi.ics")


@method_decorator(pagina_pubblica, name="dispatch")
class CalendarioEventoView(View):
    """All the dates of one event, for the calendar of who reads."""

    def get(self, request, slug):
        """Return the calendar."""
        evento = get_object_or_404(Evento.objects.pubblicati().select_related("comune"), slug=slug)
        return calendari.risposta(ics.calendario(evento.titolo, _con_evento(evento)), f"{evento.slug}.ics")
