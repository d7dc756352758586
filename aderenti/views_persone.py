"""The people of a body: who works on its pages, invitations, requests to come in."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View

from aderenti.area import AmministratoreMixin, EnteMixin
from aderenti.forms_persone import InvitaForm, RuoloForm
from aderenti.inviti import invita, revoca, rimanda
from aderenti.models import Accesso, Invito
from aderenti.persone import cambia_ruolo, lascia, togli
from aderenti.richieste_accesso import decidi_richiesta
from core.protezione import consenti

GIORNO = 86_400  # seconds
INVITI_AL_GIORNO = 30
NON_PIU_APERTO = gettext_lazy("Nel frattempo l’invito è stato usato o revocato.")
TROPPI = gettext_lazy("Oggi sono partiti troppi inviti da questa organizzazione: riprova domani.")


def puo_invitare(request, ente):
    """Count one more invitation of the body; return False beyond the limit of a day."""
    chi = f"ente {ente.pk}"
    return consenti(request, azione="invita", limite=INVITI_AL_GIORNO, secondi=GIORNO, chi=chi)


class PersoneMixin(EnteMixin):
    """A page about the people of a body."""

    sezione = "persone"

    def torna(self, testo="", livello=messages.SUCCESS):
        """Return to the list of the people, with something to say."""
        if testo:
            messages.add_message(self.request, livello, testo)
        return redirect("area:people", self.ente.slug)


class PersoneView(PersoneMixin, TemplateView):
    """Who works on the pages; administrators see invitations and requests too."""

    template_name = "area/persone/elenco.html"

    def get_context_data(self, **kwargs):
        """Add accesses, open invitations, requests that wait."""
        accessi = self.ente.accessi.filter(tolto_il__isnull=True).select_related("utente")
        contesto = {"accessi": accessi.order_by("ruolo", "dal", "pk")}
        if self.accesso.amministra:
            contesto["inviti"] = self.ente.inviti.aperti()
            contesto["richieste"] = self.ente.richieste_accesso.in_attesa()
        return super().get_context_data(**kwargs) | contesto


class InvitaView(AmministratoreMixin, PersoneMixin, FormView):
    """Invite somebody."""

    form_class = InvitaForm
    template_name = "area/persone/invita.html"

    def get_form_kwargs(self):
        """Add the body."""
        return super().get_form_kwargs() | {"ente": self.ente}

    def form_valid(self, form):
        """Queue the invitation."""
        if not puo_invitare(self.request, self.ente):
            form.add_error(None, TROPPI)
            return self.render_to_response(self.get_context_data(form=form), status=429)
        invito = invita(organizzazione=self.ente, da=self.request.user, **form.cleaned_data)
        return self.torna(_("L’invito a %(email)s è in partenza.") % {"email": invito.email})


class InvitoApertoView(AmministratoreMixin, PersoneMixin, View):
    """What can be done with an invitation that is still open: POST alone."""

    http_method_names = ["post"]

    @cached_property
    def invito(self):
        """Return the invitation."""
        return get_object_or_404(self.ente.inviti.aperti(), pk=self.kwargs["pk"])


class RimandaView(InvitoApertoView):
    """Send an invitation again."""

    def post(self, request, **kwargs):
        """Queue it, with a new code and two more weeks."""
        invito = self.invito
        if not puo_invitare(request, self.ente):
            return self.torna(TROPPI, messages.ERROR)
        try:
            rimanda(invito=invito, da=request.user)
        except Invito.DoesNotExist:
            return self.torna(NON_PIU_APERTO, messages.WARNING)
        return self.torna(
            _("Un nuovo invito a %(email)s è in partenza: quello di prima non vale più.")
            % {"email": invito.email}
        )


class RevocaView(InvitoApertoView):
    """Take an invitation back."""

    def post(self, request, **kwargs):
        """Take it back; one used meanwhile is told."""
        try:
            invito = revoca(invito=self.invito, da=request.user)
        except Invito.DoesNotExist:
            return self.torna(NON_PIU_APERTO, messages.WARNING)
        return self.torna(_("L’invito a %(email)s non vale più.") % {"email": invito.email})


class PersonaMixin(AmministratoreMixin, PersoneMixin):
    """A page about one person of the body: who has left is not found (404)."""

    @cached_property
    def persona(self):
        """Return the access of the person."""
        righe = self.ente.accessi.filter(tolto_il__isnull=True).select_related("utente", "organizzazione")
        return get_object_or_404(righe, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        """Add the person."""
        return super().get_context_data(persona=self.persona, **kwargs)


class RuoloView(PersonaMixin, FormView):
    """Change what a person may do."""

    form_class = RuoloForm
    template_name = "area/persone/ruolo.html"

    def get_initial(self):
        """Return the role of now."""
        return {"ruolo": self.persona.ruolo}

    def form_valid(self, form):
        """Change it; the last administrator stays one."""
        try:
            accesso = cambia_ruolo(
                accesso=self.persona, ruolo=form.cleaned_data["ruolo"], da=self.request.user
            )
        except ValidationError as errore:
            form.add_error("ruolo", errore)
            return self.form_invalid(form)
        except Accesso.DoesNotExist:
            return self.torna(_("Nel frattempo questo accesso è cambiato."), messages.WARNING)
        return self.torna(
            _("%(chi)s ora è %(ruolo)s.") % {"chi": accesso.utente, "ruolo": accesso.get_ruolo_display()}
        )


class TogliView(PersonaMixin, TemplateView):
    """Take a person's access away, after saying what it means."""

    template_name = "area/persone/togli.html"

    def post(self, request, **kwargs):
        """Take it away, from the next page they ask for."""
        if self.persona == self.accesso:
            return redirect("area:people-leave", self.ente.slug)
        try:
            accesso = togli(accesso=self.persona, da=request.user)
        except ValidationError as errore:
            return self.torna(errore.message, messages.ERROR)
        except Accesso.DoesNotExist:
            return self.torna(_("Nel frattempo questo accesso è cambiato."), messages.WARNING)
        return self.torna(_("%(chi)s non ha più accesso.") % {"chi": accesso.utente})


class LasciaView(PersoneMixin, TemplateView):
    """Leave the body, after saying what it means."""

    template_name = "area/persone/lascia.html"

    def post(self, request, **kwargs):
        """Leave; the last administrator stays."""
        try:
            lascia(accesso=self.accesso)
        except ValidationError as errore:
            return self.torna(errore.message, messages.ERROR)
        messages.success(request, _("Non curi più le pagine di %(ente)s.") % {"ente": self.ente})
        return redirect("rete:area")


class RichiestaView(AmministratoreMixin, PersoneMixin, FormView):
    """A request to come in: accept it with a role, or refuse it."""

    form_class = RuoloForm
    template_name = "area/persone/richiesta.html"
    initial = {"ruolo": Accesso.Ruolo.REDATTORE}

    @cached_property
    def richiesta(self):
        """Return the request."""
        return get_object_or_404(self.ente.richieste_accesso.all(), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        """Add the request."""
        richiesta = self.richiesta
        in_attesa = richiesta.stato == richiesta.Stato.IN_ATTESA
        return super().get_context_data(richiesta=richiesta, in_attesa=in_attesa, **kwargs)

    def post(self, request, **kwargs):
        """Refuse, or accept with the role chosen."""
        if "respingi" in request.POST:
            return self._decidi(accolta=False)
        return super().post(request, **kwargs)

    def form_valid(self, form):
        """Accept: the invitation leaves."""
        return self._decidi(accolta=True, ruolo=form.cleaned_data["ruolo"])

    def _decidi(self, *, accolta, **ruolo):
        try:
            richiesta = decidi_richiesta(
                richiesta=self.richiesta, accolta=accolta, da=self.request.user, **ruolo
            )
        except ValidationError as errore:
            return self.torna(errore.message, messages.WARNING)
        if accolta:
            return self.torna(_("L’invito a %(email)s è in partenza.") % {"email": richiesta.email})
        return self.torna(
            _("Abbiamo scritto a %(email)s che non è stata accolta.") % {"email": richiesta.email}
        )
