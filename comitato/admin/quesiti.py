"""Questions to the capofila in the admin: all of them, and the page where a member asks one."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from comitato.accesso import e_segreteria
from comitato.admin.azioni import TuttoPrima
from comitato.admin.base import AdminDelComitato, DelComitatoMixin
from comitato.models import Quesito
from comitato.quesiti.azioni import capofila_di, chiedi
from comitato.quesiti.forms import ChiediForm
from core.admin import AdminInSolaLettura
from core.admin.azioni import CHIAVE_MASSIMA
from core.pagine_gestione import registra_pagine
from progetti.models import Progetto


class QuesitiFilter(TuttoPrima):
    voci = {"senza_risposta": (_("senza risposta"), lambda righe: righe.filter(risposta_il=None))}


@admin.register(Quesito)
class QuesitoAdmin(AdminInSolaLettura, AdminDelComitato):
    """Read here; asked on the page of the project, answered in the area of the capofila."""

    list_display = ["__str__", "progetto", "chi_chiede", "ente", "fatta_il", "risposta_il"]
    list_filter = [QuesitiFilter]
    list_select_related = ["progetto__alleanza__ambito", "progetto__alleanza__piano", "seggio__ente", "ente"]
    search_fields = ["domanda", "risposta", "progetto__titolo", "ente__denominazione"]
    search_help_text = _("Cerca nella domanda, nella risposta, per progetto o capofila.")
    fields = ["progetto", "ente", "chi_chiede", "fatta_il", "domanda", "risposta", "risposta_il"]
    readonly_fields = ["chi_chiede"]

    def has_delete_permission(self, request, obj=None):
        """Return False: questions and answers stay."""
        return False

    def da_fare(self, request):
        """Return the lines of the secretariat."""
        return super().da_fare(request) if e_segreteria(request.user) else []

    @admin.display(description=_("chi chiede"))
    def chi_chiede(self, quesito):
        return quesito.chi_chiede


class ChiediView(DelComitatoMixin, FormView):
    """Ask the capofila of a project; 404 for one that is not financed."""

    form_class = ChiediForm
    template_name = "admin/comitato/chiedi.html"

    @cached_property
    def progetto(self):
        """Return the project; raise Http404."""
        righe = Progetto.objects.pubblicati().con_nome()
        return get_object_or_404(righe, pk=min(self.kwargs["pk"], CHIAVE_MASSIMA))

    def controlla(self):
        """Raise PermissionDenied for who only reads."""
        super().controlla()
        if not (self.chi.segreteria or self.chi.scrive):
            raise PermissionDenied
        if self.progetto is None:
            raise Http404

    def get_context_data(self, **kwargs):
        """Add the project and who will read."""
        contesto = super().get_context_data(**kwargs) | self.admin_site.each_context(self.request)
        return contesto | {
            "title": _("Una domanda al capofila"),
            "progetto": self.progetto,
            "capofila": capofila_di(self.progetto),
        }

    def form_valid(self, form):
        """Ask; show the form again with what stands in the way."""
        try:
            chiedi(progetto=self.progetto, chi=self.chi, **form.cleaned_data)
        except ValidationError as errore:
            form.add_error(None, errore.messages)
            return self.form_invalid(form)
        messages.success(self.request, _("Domanda mandata: la risposta resta qui, con il progetto."))
        return HttpResponseRedirect(reverse("admin:comitato_project", args=[self.progetto.pk]))


def _percorsi(sito):
    vista = sito.admin_view(ChiediView.as_view(admin_site=sito))
    return [path("comitato/cruscotto/progetti/<int:pk>/chiedi/", vista, name="comitato_ask")]


registra_pagine(_percorsi)
