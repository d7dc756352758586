"""The page of the totals: number and average of the ratings by kind, page and month."""

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import Http404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from core.fogli.scrittura import FORMATI, scrivi
from core.pagine_gestione import registra_pagine
from giudizi import totali

PERMESSO = "giudizi.view_giudizio"


class DeiGiudizi(PermissionRequiredMixin):
    """A page for who may look at the ratings."""

    admin_site = None
    permission_required = PERMESSO
    raise_exception = True


class TotaliView(DeiGiudizi, TemplateView):
    """Three tables and their download."""

    template_name = "admin/giudizi/totali.html"

    def get_context_data(self, **kwargs):
        """Add the tables, the downloads."""
        return (
            super().get_context_data(**kwargs)
            | self.admin_site.each_context(self.request)
            | {
                "title": _("Quanto sono chiare le pagine"),
                "per_tipo": totali.per_tipo(),
                "per_mese": totali.per_mese(),
                "per_pagina": totali.per_pagina(),
                "al_massimo": totali.PAGINE,
                "file": [
                    (reverse("admin:giudizi_totals_export", args=[formato]), nome)
                    for formato, nome in FORMATI.items()
                ],
            }
        )


class TotaliExportView(DeiGiudizi, View):
    """The totals of every page and month as a spreadsheet."""

    def get(self, request, formato):
        """Return the file; raise Http404 for a format that does not exist."""
        if formato not in FORMATI:
            raise Http404
        titoli = [_("mese"), _("tipo di pagina"), _("pagina"), _("giudizi"), _("media"), _("da 1 a 3 stelle")]
        return scrivi(formato, "giudizi", titoli, totali.righe())


def _percorsi(sito):
    def vista(classe):
        return sito.admin_view(classe.as_view(admin_site=sito))

    return [
        path("giudizi/totali/", vista(TotaliView), name="giudizi_totals"),
        path("giudizi/totali/scarica/<slug:formato>/", vista(TotaliExportView), name="giudizi_totals_export"),
    ]


def _voci(request):
    if not request.user.has_perm(PERMESSO):
        return []
    return [
        {
            "titolo": _("Quanto sono chiare le pagine"),
            "testo": _("stelle per pagina, tipo di pagina e mese"),
            "indirizzo": reverse("admin:giudizi_totals"),
        }
    ]


registra_pagine(_percorsi, _voci)
