"""The addresses of the reports: the state of a cycle, a snapshot, a project, a meeting."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from comitato.admin.base import DelComitatoMixin
from comitato.admin.cruscotto import CHIAVE_MASSIMA, IstantaneaMixin, giorno_chiesto
from comitato.cruscotto.istantanea import apri
from comitato.cruscotto.quadro import quadro
from comitato.models import Seduta
from comitato.rapporti.ciclo import del_ciclo
from comitato.rapporti.formati import FORMATI, in_parole, risposta
from comitato.rapporti.progetto import del_progetto
from comitato.rapporti.seduta import della_seduta
from core.pagine_gestione import registra_pagine
from piani.models import Piano
from progetti.models import Progetto


class RapportoBase(DelComitatoMixin, View):
    """A report in the format that the address names; 404 for another one."""

    def get(self, request, *args, **kwargs):
        """Return it."""
        if self.kwargs["formato"] not in FORMATI:
            raise Http404
        return risposta(request, self.rapporto(), self.kwargs["formato"])

    @cached_property
    def giorno(self):
        """Return the day asked for with ``al``."""
        return giorno_chiesto(self.request)


class CicloView(RapportoBase):
    """The state of a cycle."""

    def rapporto(self):
        """Return the report."""
        return del_ciclo(quadro(get_object_or_404(Piano, code=self.kwargs["ciclo"]), self.giorno))


class IstantaneaRapportoView(IstantaneaMixin, RapportoBase):
    """The state of a cycle as a snapshot kept it."""

    def rapporto(self):
        """Return the report."""
        return del_ciclo(apri(self.istantanea), self.istantanea)


class DelProgettoMixin(RapportoBase):
    """A page about a project (``pk``) as of the day asked for."""

    def rapporto(self):
        """Return the report; raise Http404 for a project that was not financed then."""
        if self.kwargs["pk"] > CHIAVE_MASSIMA:
            raise Http404
        rapporto = del_progetto(get_object_or_404(Progetto, pk=self.kwargs["pk"]), self.giorno)
        if rapporto is None:
            raise Http404
        return rapporto


class ProgettoRapportoView(DelProgettoMixin):
    """The card of a project."""


class ProgettoView(DelProgettoMixin, TemplateView):
    """The page of a project of the dashboard: every number with its rows."""

    template_name = "admin/comitato/progetto.html"

    def get(self, request, *args, **kwargs):
        """Return the page."""
        rapporto = self.rapporto()
        contesto = self.admin_site.each_context(request) | {
            "title": rapporto.titolo,
            "rapporto": rapporto,
            "sezioni": in_parole(rapporto),
            "progetto": Progetto.objects.get(pk=self.kwargs["pk"]),
            "al": self.giorno,
            "chi": self.chi,
        }
        return self.render_to_response(contesto)


class SedutaView(RapportoBase):
    """The dossier of a meeting, with what who asks may read."""

    def rapporto(self):
        """Return the report; raise Http404 when there is no such meeting."""
        if self.kwargs["pk"] > CHIAVE_MASSIMA:
            raise Http404
        note = Seduta.objects.all() if self.chi.segreteria else Seduta.objects.convocate()
        return della_seduta(get_object_or_404(note, pk=self.kwargs["pk"]), self.chi)


def _percorsi(sito):
    def vista_di(classe):
        return sito.admin_view(classe.as_view(admin_site=sito))

    base = "comitato/rapporti"
    return [
        path("comitato/cruscotto/progetti/<int:pk>/", vista_di(ProgettoView), name="comitato_project"),
        path(f"{base}/ciclo/<slug:ciclo>.<slug:formato>", vista_di(CicloView), name="comitato_report_cycle"),
        path(
            f"{base}/istantanea/<int:pk>.<slug:formato>",
            vista_di(IstantaneaRapportoView),
            name="comitato_report_snapshot",
        ),
        path(
            f"{base}/progetto/<int:pk>.<slug:formato>",
            vista_di(ProgettoRapportoView),
            name="comitato_report_project",
        ),
        path(f"{base}/seduta/<int:pk>.<slug:formato>", vista_di(SedutaView), name="comitato_report_meeting"),
    ]


registra_pagine(_percorsi)
