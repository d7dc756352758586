"""The action points of a body in its reserved area: what the Comitato asked of it, and “it is done”."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView

from aderenti.area import EnteMixin
from comitato.decisioni.azioni import riferisci
from comitato.decisioni.forms_area import FattaForm
from comitato.models import Azione
from core.admin.azioni import CHIAVE_MASSIMA

Stato = Azione.Stato
TONI = {
    Stato.APERTA: "informazione",
    Stato.FATTA: "attesa",
    Stato.CHIUSA: "positivo",
    Stato.ANNULLATA: "neutro",
}


class AzioniListView(EnteMixin, TemplateView):
    """What the body has to do first, then what waits for the check, then what is over."""

    template_name = "comitato/area/azioni.html"
    sezione = "azioni"

    def get_context_data(self, **kwargs):
        """Add the action points."""
        oggi = timezone.localdate()
        righe = list(self.ente.azioni_del_comitato.select_related("decisione__seduta"))
        for azione in righe:
            azione.tono = TONI[azione.stato]
            azione.tardi = azione.stato == Stato.APERTA and azione.scade_il < oggi
        vive = (Stato.APERTA, Stato.FATTA)
        aperte = [azione for azione in righe if azione.stato in vive]
        return super().get_context_data(**kwargs) | {
            "oggi": oggi,
            "aperte": sorted(aperte, key=lambda azione: azione.stato == Stato.FATTA),
            "finite": [azione for azione in righe if azione.stato not in vive],
        }


class FattaView(EnteMixin, FormView):
    """“It is done”, with what was done; who comes late finds where it is in the list."""

    template_name = "comitato/area/fatta.html"
    form_class = FattaForm
    sezione = "azioni"

    @cached_property
    def azione(self):
        """Return the action point; raise Http404 when it is of another body."""
        righe = self.ente.azioni_del_comitato.select_related("decisione__seduta")
        return get_object_or_404(righe, pk=min(self.kwargs["pk"], CHIAVE_MASSIMA))

    def controlla(self):
        """Look for the action point first."""
        super().controlla()
        self.azione  # noqa: B018 - raises

    def get(self, request, *args, **kwargs):
        """Ask, or go back when there is nothing to say."""
        if self.azione.stato != Stato.APERTA:
            return self._torna()
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        """Add the action point."""
        return super().get_context_data(**kwargs) | {"azione": self.azione}

    def form_valid(self, form):
        """Write it; show the form again with what stands in the way."""
        try:
            riferisci(azione=self.azione, utente=self.request.user, **form.cleaned_data)
        except ValidationError as errore:
            form.add_error(None, errore.messages)
            return self.form_invalid(form)
        messages.success(self.request, _("Grazie: la segreteria del Comitato controlla e chiude l’azione."))
        return self._torna()

    def _torna(self):
        return HttpResponseRedirect(reverse("area_azioni:list", args=[self.ente.slug]))
