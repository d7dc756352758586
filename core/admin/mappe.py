"""The saved mappings: made on the import page, here renamed or thrown away."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core.admin.basi import AdminBase
from core.models import MappaColonne


@admin.register(MappaColonne)
class MappaColonneAdmin(AdminBase):
    list_display = ["nome", "tabella", "aggiornata_il"]
    list_filter = ["tabella"]
    search_fields = ["nome", "tabella"]
    search_help_text = _("Cerca per nome della mappa o della tabella.")
    fields = ["nome", "tabella", "abbinamenti", "aggiornata_il"]
    readonly_fields = ["tabella", "abbinamenti", "aggiornata_il"]

    def has_add_permission(self, request):
        return False

    @admin.display(description=_("colonne"))
    def abbinamenti(self, mappa):
        return "; ".join(f"{titolo} → {campo or _('non usare')}" for titolo, campo in mappa.colonne.items())
