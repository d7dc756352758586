"""The events in the area of a member: written, sent to ATS, corrected."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from aderenti.area import EnteMixin
from core.admin.azioni import CHIAVE_MASSIMA
from redazione.eventi.bozze import scrivi, versione
from redazione.eventi.carte import CarteForm
from redazione.eventi.forms import EventoForm, modulo_date
from redazione.eventi.models import Evento

TONI = {"inviato": "attesa", "restituito": "negativo", "annullato": "negativo", "pubblicato": "positivo"}


class DellEnte(EnteMixin):
    """A page about the events of the body."""

    sezione = "eventi"

    def eventi(self):
        """Return the events of the body that its people may read here."""
        return Evento.objects.di(self.ente)


class EventiView(DellEnte, TemplateView):
    """All of them, the last written first."""

    template_name = "redazione/eventi/area_elenco.html"

    def get_context_data(self, **kwargs):
        """Add the events and which of them have a public page."""
        eventi = list(self.eventi().prefetch_related("date"))
        for evento in eventi:
            evento.tono = TONI.get(evento.stato, "neutro")
        pubblici = set(self.eventi().pubblicati().values_list("pk", flat=True))
        return super().get_context_data(**kwargs) | {"eventi": eventi, "pubblici": pubblici}


class NuovoEventoView(DellEnte, TemplateView):
    """Write an event: a draft, perhaps sent at once."""

    template_name = "redazione/eventi/area_evento.html"

    @cached_property
    def evento(self):
        """Return the event to write: a new one of the body."""
        return Evento(organizzatore=self.ente, dall_ente=True, dimostrativo=self.ente.dimostrativo)

    def get_context_data(self, **kwargs):
        """Add the event, its form and its dates."""
        date = self.evento.date.all() if self.evento.pk else ()
        kwargs.setdefault("form", EventoForm(instance=self.evento))
        kwargs.setdefault("date", modulo_date(date=date))
        kwargs.setdefault("carte", CarteForm(evento=self.evento))
        return super().get_context_data(evento=self.evento, letto=versione(self.evento), **kwargs)

    def post(self, request, *args, **kwargs):
        """Save, perhaps send; what is refused comes back whole, a paper just chosen too."""
        form, date = EventoForm(request.POST, instance=self.evento), modulo_date(request.POST)
        carte = CarteForm(request.POST, request.FILES, evento=self.evento)
        manda = "manda" in request.POST
        if form.is_valid() & date.is_valid() & carte.is_valid():
            try:
                evento = scrivi(
                    evento=form.instance,
                    date=date.righe(),
                    carte=carte,
                    letto=request.POST.get("letto", ""),
                    manda=manda,
                )
            except Evento.DoesNotExist:
                raise Http404 from None
            except ValidationError as errore:
                form.add_error(None, errore.messages)
            else:
                return self.fatto(evento, manda)
        del self.evento
        carte.ripulita()
        carte.tieni()
        return self.render_to_response(self.get_context_data(form=form, date=date, carte=carte))

    def fatto(self, evento, manda):
        """Say what was done and go on."""
        if manda:
            messages.success(self.request, _("Mandato ad ATS: ti scriviamo appena lo ha letto."))
            return redirect("area_eventi:list", self.ente.slug)
        messages.success(self.request, _("Bozza salvata. I cittadini non la vedono."))
        return redirect("area_eventi:edit", self.ente.slug, evento.pk)


class ModificaEventoView(NuovoEventoView):
    """Go on with a draft, or correct what ATS gave back; what is not the member's any more is in the list."""

    @cached_property
    def evento(self):
        """Return the event; raise Http404 for one of another body."""
        return get_object_or_404(self.eventi(), pk=min(self.kwargs["pk"], CHIAVE_MASSIMA))

    def controlla(self):
        """Look for the event first."""
        super().controlla()
        self.evento  # noqa: B018 - raises

    def get(self, request, *args, **kwargs):
        """Show the form, or go back when it may not be changed."""
        if not self.evento.da_scrivere:
            messages.info(request, _("Questo evento adesso non si cambia: per una correzione scrivi ad ATS."))
            return redirect("area_eventi:list", self.ente.slug)
        return super().get(request, *args, **kwargs)
