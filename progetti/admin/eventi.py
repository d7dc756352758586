"""The life of a project in the admin: record an event, mend one, take one back, its paper."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.admin.azioni import AzioneView, RigaInGestione
from core.documenti import dimentica, scarica
from progetti.models import EventoProgetto, Progetto
from progetti.models.transizioni import STATI, ammessi
from progetti.vita.azioni import annulla_evento, registra_evento
from progetti.vita.correzioni import VALORI, correggi_evento
from progetti.vita.moduli import AnnullaForm, CorreggiForm, EventoForm, rifiuto, scelte
from progetti.vita.racconto import ultimo_stato, vita

Tipo = EventoProgetto.Tipo


class DelProgetto(AzioneView):
    """An action on the life of a project, told with its state of today and since when."""

    modello = Progetto
    permission_required = "progetti.add_eventoprogetto"
    template_name = "admin/progetti/evento.html"

    @cached_property
    def ultimo(self):
        """Return the event that gives the state of today, None without events."""
        return ultimo_stato(self.riga)

    @property
    def stato(self):
        """Return the state of today, None without events."""
        return self.ultimo.tipo if self.ultimo else None

    def get_context_data(self, **kwargs):
        """Add where the project is."""
        return super().get_context_data(**kwargs) | {"ultimo": self.ultimo}

    def form_invalid(self, form):
        """Show the form again with the paper that came with it."""
        if hasattr(form, "tieni"):
            form.ripulita()
            form.tieni()
        return super().form_invalid(form)

    def concludi(self, form):
        """Forget the paper put aside: it is in the event."""
        dimentica(form.cleaned_data["documento_tenuto"])


class ScegliEventoView(DelProgetto):
    """Which events may be recorded today, and all those of the past."""

    form_class = AnnullaForm
    template_name = "admin/progetti/eventi.html"
    titolo = _("Registra un evento")
    http_method_names = ["get", "head", "options"]

    def get_context_data(self, **kwargs):
        """Add the choices and the life so far."""
        return super().get_context_data(**kwargs) | {
            "gruppi": scelte(self.stato),
            "vita": vita(self.riga),
            "registra": True,
        }


class RegistraView(DelProgetto):
    """Record an event of one type: the form asks what that type may say."""

    form_class = EventoForm
    bottone = _("Registra l'evento")
    fatto = _("Evento registrato.")

    @property
    def titolo(self):
        """Return what is recorded."""
        return _("Registra: %(tipo)s") % {"tipo": Tipo(self.kwargs["tipo"]).label}

    def dispatch(self, request, *args, **kwargs):
        """Raise Http404 for a type that does not exist."""
        if kwargs["tipo"] not in set(Tipo.values) - {Tipo.CORREZIONE}:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        """Show the form, or go back to the choices with the reason."""
        if kwargs["tipo"] in ammessi(self.stato):
            return super().get(request, *args, **kwargs)
        messages.error(request, rifiuto(self.stato, kwargs["tipo"]))
        return HttpResponseRedirect(reverse("admin:progetti_progetto_events", args=[self.riga.pk]))

    def get_form_kwargs(self):
        """Add type and state."""
        return super().get_form_kwargs() | {"tipo": self.kwargs["tipo"], "stato": self.stato}

    def esegui(self, form):
        """Record it."""
        registra_evento(
            progetto=self.riga, tipo=self.kwargs["tipo"], utente=self.request.user, **form.valori()
        )
        self.concludi(form)


class SuUnEvento(DelProgetto):
    """An action on an event that stands: 404 for the others, a correction included."""

    @cached_property
    def evento(self):
        """Return the event; raise Http404 when the project has none that stands with this key."""
        return get_object_or_404(
            self.riga.eventi.validi().select_related("atto"), pk=min(self.kwargs["evento"], 2**63 - 1)
        )

    @cached_property
    def dopo(self):
        """Return the events that stand recorded after it, in their order."""
        return list(self.riga.eventi.validi().filter(pk__gt=self.evento.pk).order_by("pk"))

    def get_context_data(self, **kwargs):
        """Add the event."""
        return super().get_context_data(**kwargs) | {"evento": self.evento}


class CorreggiView(SuUnEvento):
    """Put the right event in the place of a wrong one."""

    form_class = CorreggiForm
    titolo = _("Correggi un evento")
    bottone = _("Correggi")
    fatto = _("Evento corretto: quello di prima resta nella storia, barrato.")

    def avviso(self):
        """Tell the events that will be recorded again."""
        if not self.dopo:
            return ""
        testo = ngettext(
            "Dopo questo c'è un altro evento: sarà annullato e registrato di nuovo, uguale (%(eventi)s).",
            "Dopo questo ci sono altri eventi: saranno annullati e registrati di nuovo, uguali (%(eventi)s).",
            len(self.dopo),
        )
        return testo % {"eventi": "; ".join(map(str, self.dopo))}

    @property
    def prima(self):
        """Return the state that the event came after, None when it was the first."""
        prima = self.riga.eventi.validi().filter(pk__lt=self.evento.pk, tipo__in=STATI)
        return prima.order_by("-pk").values_list("tipo", flat=True).first()

    def get_initial(self):
        """Start from the event as it is."""
        return {c: getattr(self.evento, c) for c in VALORI if c not in ("allegato", "certezza")}

    def get_form_kwargs(self):
        """Add the state before the event."""
        return super().get_form_kwargs() | {"tipo": self.evento.tipo, "stato": self.prima}

    def esegui(self, form):
        """Mend it."""
        correggi_evento(evento=self.evento, utente=self.request.user, **form.valori())
        self.concludi(form)


class AnnullaView(SuUnEvento):
    """Take back an event: the last change of state, or a note."""

    form_class = AnnullaForm
    titolo = _("Annulla un evento")
    bottone = _("Annulla l'evento")
    fatto = _("Evento annullato: resta nella storia, barrato.")
    pericolo = True

    def esegui(self, form):
        """Take it back."""
        annulla_evento(evento=self.evento, motivo=form.cleaned_data["perche"], utente=self.request.user)


class AllegatoView(RigaInGestione):
    """The paper of an event, as a download."""

    modello = EventoProgetto
    permission_required = "progetti.add_eventoprogetto"

    def get(self, request, *args, **kwargs):
        """Return the file; raise Http404 when there is none."""
        if not self.riga.allegato:
            raise Http404
        return scarica(self.riga.allegato, nome=f"evento-{self.riga.pk}.pdf")


def indirizzi(admin_site):
    """Return the addresses of these pages, under those of the projects."""
    pagine = [
        ("<int:pk>/eventi/", ScegliEventoView, "events"),
        ("<int:pk>/eventi/<int:evento>/correggi/", CorreggiView, "event_correct"),
        ("<int:pk>/eventi/<int:evento>/annulla/", AnnullaView, "event_undo"),
        ("<int:pk>/eventi/<slug:tipo>/", RegistraView, "event_record"),
        ("eventi/<int:pk>/allegato/", AllegatoView, "event_document"),
    ]
    return [
        path(
            percorso,
            admin_site.admin_view(vista.as_view(admin_site=admin_site)),
            name=f"progetti_progetto_{nome}",
        )
        for percorso, vista, nome in pagine
    ]
