"""The mail of a person in the reserved area: what they received, how they want it."""

from datetime import timedelta

from django.contrib import messages
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from aderenti.models import Organizzazione
from comunicazioni.forms import PreferenzeForm
from comunicazioni.models import Comunicazione
from core.models import Messaggio
from core.posta.coda import CONSERVAZIONE
from core.posta.preferenze import scegli, scelte_di

RIGHE = 50
DUE_ANNI = timedelta(days=730)


class PreferenzeView(FormView):
    """“Le tue e-mail”: how to receive each kind of message that may be turned off."""

    form_class = PreferenzeForm
    template_name = "comunicazioni/preferenze.html"
    success_url = reverse_lazy("comunicazioni:preferences")

    def get_form_kwargs(self):
        """Add the choices of today."""
        return super().get_form_kwargs() | {"scelte": scelte_di(self.request.user)}

    def form_valid(self, form):
        """Write the choices."""
        scegli(utente=self.request.user, scelte=form.cleaned_data)
        messages.success(self.request, _("Le tue scelte sono salvate."))
        return super().form_valid(form)


class MessaggiView(TemplateView):
    """“I tuoi messaggi”: the mail of the last 30 days, and what the office wrote to one’s bodies."""

    template_name = "comunicazioni/messaggi.html"

    def get_context_data(self, **kwargs):
        """Add the two lists, newest first."""
        utente, adesso = self.request.user, timezone.now()
        miei = Messaggio.objects.filter(
            destinatario__iexact=utente.email, ccn=[], creato_il__gte=adesso - CONSERVAZIONE
        )
        comunicazioni = Comunicazione.objects.arrivate_a(
            indirizzo=utente.email, enti=Organizzazione.objects.di(utente)
        )
        return super().get_context_data(
            messaggi=miei[:RIGHE],
            comunicazioni=comunicazioni.filter(accodata_il__gte=adesso - DUE_ANNI)[:RIGHE],
            **kwargs,
        )
