"""Snapshots in the admin: a list to read; each opens on its own page."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from comitato.admin.base import AdminDelComitato
from comitato.models import Istantanea
from core.admin import AdminInSolaLettura


@admin.register(Istantanea)
class IstantaneaAdmin(AdminInSolaLettura, AdminDelComitato):
    list_display = ["nome", "piano", "al", "scattata_il", "dimostrativo"]
    list_filter = ["piano", "dimostrativo"]
    search_fields = ["nome", "piano__titolo"]
    fields = ["nome", "piano", "al", "scattata_il", "scattata_da", "impronta", "pagina"]
    readonly_fields = fields

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("pagina"))
    def pagina(self, riga):
        """Return the way to the numbers."""
        indirizzo = reverse("admin:comitato_snapshot", args=[riga.pk])
        return format_html('<a href="{}">{}</a>', indirizzo, _("Apri i numeri"))
