"""The reports of retention in the admin, for the data protection officer."""

from django.contrib import admin
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from aderenti.models import RapportoConservazione
from core.admin import AdminInSolaLettura


@admin.register(RapportoConservazione)
class RapportoConservazioneAdmin(AdminInSolaLettura):
    list_display = ["giorno", "quanti"]
    search_fields = ["giorno"]
    search_help_text = _("Cerca per giorno, come 2026-11-26, o per mese, come 2026-11.")
    fields = ["giorno", "che_cosa"]

    def has_delete_permission(self, request, obj=None):
        """Return False: a report is the proof of what was done."""
        return False

    @admin.display(description=_("righe tolte o chiuse"))
    def quanti(self, rapporto):
        return sum(riga["quanti"] for riga in rapporto.righe)

    @admin.display(description=_("che cosa"))
    def che_cosa(self, rapporto):
        return format_html_join("", "{}: {}<br>", ((r["che_cosa"], r["quanti"]) for r in rapporto.righe))
