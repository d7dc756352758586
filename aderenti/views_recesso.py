"""Leaving the Rete, from the reserved area: what it means, from when, why. ATS registers it."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from aderenti.area import AmministratoreMixin
from aderenti.forms_domande import CampoRighe
from aderenti.models import Organizzazione
from aderenti.models.recesso import MOTIVO_MASSIMO
from aderenti.recesso import annulla_recesso, chiedi_recesso, in_attesa

ANNULLA = "annulla"


class RecessoForm(forms.Form):
    """From which day, and why."""

    data = forms.DateField(
        label=gettext_lazy("Dal giorno"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        help_text=gettext_lazy("Il primo giorno in cui l’ente non è più nella Rete."),
    )
    motivo = CampoRighe(
        label=gettext_lazy("Perché"),
        max_length=MOTIVO_MASSIMO,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Lo legge ATS, non si pubblica."),
    )


class RecessoView(AmministratoreMixin, FormView):
    """Ask to leave, or take the request back while ATS has not registered it."""

    form_class = RecessoForm
    template_name = "aderenti/recesso.html"
    sezione = "scheda"

    def get_context_data(self, **kwargs):
        """Add the request that waits, and whether the body is a member today."""
        return super().get_context_data(**kwargs) | {
            "richiesta": in_attesa(self.ente),
            "aderente": Organizzazione.objects.attivi().filter(pk=self.ente.pk).exists(),
        }

    def post(self, request, *args, **kwargs):
        """Ask, or take back (button “annulla”)."""
        return self.annulla() if ANNULLA in request.POST else super().post(request, *args, **kwargs)

    def form_valid(self, form):
        """Ask; show the form again with what stands in the way."""
        try:
            chiedi_recesso(organizzazione=self.ente, utente=self.request.user, **form.cleaned_data)
        except ValidationError as errore:
            form.add_error(None, errore)
        except IntegrityError:
            form.add_error(None, _("C’è già una richiesta di recesso in attesa."))
        if not form.is_valid():
            return self.form_invalid(form)
        messages.success(self.request, _("Richiesta mandata: ATS registra il recesso e ti scrive."))
        return HttpResponseRedirect(self.request.path)

    def annulla(self):
        """Take back the request; who comes late is told that ATS has registered it."""
        richiesta = in_attesa(self.ente)
        try:
            if richiesta:
                annulla_recesso(richiesta=richiesta, utente=self.request.user)
                messages.success(self.request, _("La richiesta è annullata: l’ente resta nella Rete."))
        except ValidationError as errore:
            messages.error(self.request, errore.messages[0])
        return HttpResponseRedirect(self.request.path)
