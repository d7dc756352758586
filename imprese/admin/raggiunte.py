"""The page of the firms that the training reached, for the Comitato and who runs the portal."""

from django.http import Http404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from comitato.accesso import chi_chiede
from comitato.admin.base import DelComitatoMixin
from core.fogli.scrittura import FORMATI, scrivi
from core.pagine_gestione import registra_pagine
from imprese.formazione import raggiunte


class RaggiunteView(DelComitatoMixin, TemplateView):
    """Seats held by year, size and sector, and the share of micro, small and medium firms."""

    template_name = "admin/imprese/raggiunte.html"

    def get_context_data(self, **kwargs):
        """Add the two tables, the share, the downloads."""
        righe = raggiunte.posti_presi()
        mpmi, detto = raggiunte.quota_mpmi(righe)
        return (
            super().get_context_data(**kwargs)
            | self.admin_site.each_context(self.request)
            | {
                "title": _("Imprese raggiunte dalla formazione"),
                "tavole": [
                    (_("Per dimensione"), raggiunte.per("dimensione", righe)),
                    (_("Per settore"), raggiunte.per("settore", righe)),
                ],
                "mpmi": mpmi,
                "detto": detto,
                "file": [(self._file(formato), nome) for formato, nome in FORMATI.items()],
            }
        )

    def _file(self, formato):
        return reverse("admin:imprese_reached_export", args=[formato])


class RaggiunteExportView(DelComitatoMixin):
    """The same counts as a spreadsheet: one row a year, size and sector."""

    def get(self, request, formato):
        """Return the file; raise Http404 for a format that does not exist."""
        if formato not in FORMATI:
            raise Http404
        titoli = [_("anno"), _("dimensione"), _("settore"), _("posti presi")]
        return scrivi(formato, "imprese-raggiunte", titoli, raggiunte.righe(raggiunte.posti_presi()))


def _percorsi(sito):
    def vista(classe):
        return sito.admin_view(classe.as_view(admin_site=sito))

    return [
        path("imprese/raggiunte/", vista(RaggiunteView), name="imprese_reached"),
        path(
            "imprese/raggiunte/scarica/<slug:formato>/",
            vista(RaggiunteExportView),
            name="imprese_reached_export",
        ),
    ]


def _voci(request):
    if not chi_chiede(request).legge:
        return []
    return [
        {
            "titolo": _("Imprese raggiunte dalla formazione"),
            "testo": _("posti presi per anno, dimensione e settore"),
            "indirizzo": reverse("admin:imprese_reached"),
        }
    ]


registra_pagine(_percorsi, _voci)
