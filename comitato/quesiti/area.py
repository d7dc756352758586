"""The questions of the Comitato in the area of the capofila: those to answer first."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView

from comitato.models import Quesito
from comitato.quesiti.azioni import rispondi
from comitato.quesiti.forms import RispondiForm
from core.admin.azioni import CHIAVE_MASSIMA
from progetti.area.base import CapofilaMixin


class DelProgetto(CapofilaMixin):
    """A page about the questions on one project."""

    def quesiti(self):
        """Return the questions on the project: those put to a capofila of before, too."""
        return Quesito.objects.filter(progetto=self.progetto).select_related("seggio__ente")

    def elenco(self):
        """Return the address of the list."""
        return reverse("area_quesiti:list", args=[self.ente.slug, self.progetto.slug])


class QuesitiView(DelProgetto, TemplateView):
    """All of them: without an answer first."""

    template_name = "comitato/area/domande.html"

    def get_context_data(self, **kwargs):
        """Add the questions."""
        return super().get_context_data(**kwargs) | {
            "aperte": self.quesiti().filter(risposta_il=None).order_by("fatta_il", "pk"),
            "risposte": self.quesiti().exclude(risposta_il=None),
        }


class RispondiView(DelProgetto, FormView):
    """Answer one; who comes late finds the answer in the list."""

    form_class = RispondiForm
    template_name = "comitato/area/rispondi.html"

    @cached_property
    def quesito(self):
        """Return the question; raise Http404 when it is about another project."""
        return get_object_or_404(self.quesiti(), pk=min(self.kwargs["pk"], CHIAVE_MASSIMA))

    def controlla(self):
        """Look for the question first."""
        super().controlla()
        self.quesito  # noqa: B018 - raises

    def get(self, request, *args, **kwargs):
        """Ask for the answer, or go back when it is there."""
        if self.quesito.risposta_il:
            return HttpResponseRedirect(self.elenco())
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        """Add the question."""
        return super().get_context_data(**kwargs) | {"quesito": self.quesito}

    def form_valid(self, form):
        """Write it; show the form again with what stands in the way."""
        try:
            rispondi(quesito=self.quesito, utente=self.request.user, **form.cleaned_data)
        except ValidationError as errore:
            form.add_error(None, errore.messages)
            return self.form_invalid(form)
        messages.success(self.request, _("Risposta mandata: la leggono ATS e il Comitato."))
        return HttpResponseRedirect(self.elenco())
