"""Funds and documented sums in the admin."""

from django.contrib import admin

from core.admin import AdminBase
from progetti.models import Finanziamento, Fondo


@admin.register(Fondo)
class FondoAdmin(AdminBase):
    list_display = ["label", "code", "tipo", "quota_ue_pct", "quota_stato_pct", "quota_regione_pct"]
    list_filter = ["tipo"]
    search_fields = ["label", "code", "cci"]
    filter_horizontal = ["fonti"]


@admin.register(Finanziamento)
class FinanziamentoAdmin(AdminBase):
    list_display = ["oggetto", "importo", "natura_importo", "anno", "livello", "origine", "certezza"]
    list_filter = ["natura_importo", "livello", "origine", "piano", "certezza"]
    search_fields = ["oggetto", "destinatario", "code"]
    filter_horizontal = ["fonti"]
