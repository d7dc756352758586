"""Judgements for the office: what to read, and the counts."""

from decimal import Decimal

from django.contrib import admin, messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import Http404
from django.urls import path, reverse
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView, View

from core.admin import AdminInSolaLettura, FiltroDaFare
from core.fogli.scrittura import FORMATI, scrivi
from core.pagine_gestione import registra_pagine
from giudizi import riepilogo
from giudizi.models import Giudizio
from giudizi.services import segna_letti


class GiudiziFilter(FiltroDaFare):
    voci = {"da_leggere": (_("da leggere"), lambda righe: righe.da_leggere())}


@admin.register(Giudizio)
class GiudizioAdmin(AdminInSolaLettura):
    list_display = ["pagina", "stelle", "risposta", "testo", "giorno", "letto_il"]
    list_filter = [GiudiziFilter, "stelle", "risposta", "tipo"]
    search_fields = ["pagina", "testo"]
    search_help_text = _("Cerca per pagina o per parola.")
    date_hierarchy = "giorno"
    actions = ["segna_come_letti"]

    @admin.action(description=_("Segna come letti"), permissions=["view"])
    def segna_come_letti(self, request, queryset):
        """Say that they were read."""
        quanti = segna_letti(giudizi=queryset)
        testo = ngettext("%(n)d giudizio letto.", "%(n)d giudizi letti.", quanti)
        messages.success(request, testo % {"n": quanti})


class RiepilogoBase(PermissionRequiredMixin, View):
    """A page about all the judgements."""

    admin_site = None
    permission_required = "giudizi.view_giudizio"
    raise_exception = True


class RiepilogoView(RiepilogoBase, TemplateView):
    """How many judgements and how good, by month, by answer and by page."""

    template_name = "admin/giudizi/riepilogo.html"

    def get_context_data(self, **kwargs):
        """Add the counts and the downloads."""
        return (
            super().get_context_data(**kwargs)
            | self.admin_site.each_context(self.request)
            | {
                "title": _("Com’erano le pagine"),
                "mesi": riepilogo.per_mese(),
                "risposte": riepilogo.per_risposta(),
                "pagine": riepilogo.per_pagina(),
                "file": [(self._file(formato), nome) for formato, nome in FORMATI.items()],
            }
        )

    def _file(self, formato):
        return reverse("admin:giudizi_summary_export", args=[formato])


class RiepilogoExportView(RiepilogoBase):
    """The counts of the pages as a spreadsheet."""

    def get(self, request, formato):
        """Return the file; raise Http404 for a format that does not exist."""
        if formato not in FORMATI:
            raise Http404
        righe = [[r["pagina"], r["quanti"], Decimal(f"{r['media']:.2f}")] for r in riepilogo.per_pagina()]
        return scrivi(formato, "giudizi-sulle-pagine", [_g("pagina"), _g("giudizi"), _g("media")], righe)


def _percorsi(sito):
    def vista(classe):
        return sito.admin_view(classe.as_view(admin_site=sito))

    return [
        path("giudizi/riepilogo/", vista(RiepilogoView), name="giudizi_summary"),
        path("giudizi/riepilogo/<slug:formato>/", vista(RiepilogoExportView), name="giudizi_summary_export"),
    ]


def _voci(request):
    if not request.user.has_perm(RiepilogoBase.permission_required):
        return []
    return [
        {
            "titolo": _g("Com’erano le pagine"),
            "testo": _g("i giudizi di chi usa il portale, per mese e per pagina"),
            "indirizzo": reverse("admin:giudizi_summary"),
        }
    ]


registra_pagine(_percorsi, _voci)
