"""Funds, headings of cost and documented sums in the admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core.admin import AdminBase
from progetti.admin.denaro.colonne import colonna_euro
from progetti.models import CategoriaCosto, Finanziamento, Fondo


@admin.register(Fondo)
class FondoAdmin(AdminBase):
    list_display = ["label", "code", "tipo", "quota_ue_pct", "quota_stato_pct", "quota_regione_pct"]
    list_filter = ["tipo"]
    search_fields = ["label", "code", "cci"]
    filter_horizontal = ["fonti"]


@admin.register(CategoriaCosto)
class CategoriaCostoAdmin(AdminBase):
    list_display = ["label", "code", "ordine", "certezza", "ritirato_il"]
    list_filter = ["certezza"]
    search_fields = ["label", "code"]
    filter_horizontal = ["fonti"]


@admin.register(Finanziamento)
class FinanziamentoAdmin(AdminBase):
    list_display = ["oggetto", "euro", "natura_importo", "anno", "livello", "origine", "certezza"]
    list_filter = ["natura_importo", "livello", "origine", "piano", "certezza"]
    search_fields = ["oggetto", "destinatario", "code"]
    filter_horizontal = ["fonti"]
    aiuti = {
        "parte_di": _("Se questa somma è già compresa in un'altra, scegli quale: non si conta due volte."),
        "alternativa_a": _("Se è la stessa somma, detta altrove con un'altra cifra: se ne conta una."),
        "origine": _("La più sicura da cui viene la cifra: l'atto, o solo la stampa."),
    }
    euro = colonna_euro("importo", _("importo"))
