"""The self-check in the admin: its questions, and the totals without the small ones."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core.admin import AdminBase, AdminInSolaLettura
from imprese.models import ContoRisposte, Domanda


@admin.register(Domanda)
class DomandaAdmin(AdminBase):
    list_display = ["label", "obiettivo", "ordine", "ritirato_il"]
    list_filter = ["obiettivo"]
    search_fields = ["label", "code", "consiglio"]
    filter_horizontal = ["temi", "fonti"]


@admin.register(ContoRisposte)
class ContoRisposteAdmin(AdminInSolaLettura):
    """Totals by month and size; a count under five is never said exactly."""

    list_display = ["domanda", "dimensione", "risposta", "numero_detto", "mese"]
    list_filter = ["dimensione", "risposta", "mese"]
    search_fields = ["domanda__label"]
    fields = ["domanda", "dimensione", "risposta", "numero_detto", "mese"]
    readonly_fields = fields

    @admin.display(description=_("quante"))
    def numero_detto(self, conto):
        return conto.numero_detto
