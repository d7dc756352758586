"""The page where a full member votes in a written procedure, until the deadline."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from comitato.admin.base import DelComitatoMixin
from comitato.composizione.seggi import regolamento
from comitato.decisioni.forms import VotaForm
from comitato.decisioni.scritta import perche_non_vota, vota
from comitato.models import Decisione
from comitato.sedute.carte import in_conflitto
from comitato.sedute.conti import giorno_di
from core.admin.azioni import CHIAVE_MASSIMA


class VotaView(DelComitatoMixin, FormView):
    """One's own vote; 404 outside of written procedures. Who may not vote is told why."""

    template_name = "admin/comitato/vota.html"
    form_class = VotaForm

    @cached_property
    def decisione(self):
        """Return the decision; raise Http404 when it is not put to a written vote."""
        righe = Decisione.objects.select_related("seduta", "punto__candidatura", "progetto__alleanza")
        chiave = min(self.kwargs["pk"], CHIAVE_MASSIMA)
        decisione = get_object_or_404(righe, pk=chiave, seduta__modo="scritta", seduta__numero__isnull=False)
        if in_conflitto(decisione.punto, self.chi):
            raise Http404
        return decisione

    @cached_property
    def mio(self):
        """Return the vote of the seat of who asks; None without."""
        return self.decisione.voti.filter(seggio=self.chi.seggio).first() if self.chi.seggio else None

    def get_initial(self):
        """Start from what was voted."""
        return {"scelta": self.mio.scelta, "motivo": self.mio.motivo} if self.mio else {}

    def get_context_data(self, **kwargs):
        """Add the page of the admin, the rules, why one may not vote."""
        seduta = self.decisione.seduta
        regole = regolamento(giorno_di(seduta), dimostrativo=seduta.dimostrativo)
        return (
            super().get_context_data(**kwargs)
            | self.admin_site.each_context(self.request)
            | {
                "title": self.decisione.titolo,
                "decisione": self.decisione,
                "seduta": seduta,
                "opts": Decisione._meta,
                "mio": self.mio,
                "chi": self.chi,
                "impedito": perche_non_vota(self.decisione, self.chi),
                "silenzio": regole is not None and regole.silenzio_assenso,
                "scheda": reverse("admin:comitato_decisione_change", args=[self.decisione.pk]),
            }
        )

    def form_valid(self, form):
        """Vote; show the form again with what stands in the way."""
        try:
            vota(decisione=self.decisione, chi=self.chi, **form.cleaned_data)
        except ValidationError as errore:
            form.add_error(None, errore.messages)
            return self.form_invalid(form)
        messages.success(self.request, _("Voto registrato. Puoi cambiarlo fino al termine."))
        return HttpResponseRedirect(self.request.path)
