"""Acts, lines, needs, priorities and indicators in the admin."""

from django.contrib import admin

from core.admin import AdminBase
from piani.models import Atto, Bisogno, Indicatore, LineaAzione, Priorita


@admin.register(Atto)
class AttoAdmin(AdminBase):
    list_display = ["code", "tipo", "numero", "data", "ente", "titolo", "certezza"]
    list_filter = ["certezza", "tipo", "piano", "ente"]
    search_fields = ["code", "numero", "titolo", "ente"]
    filter_horizontal = ["fonti"]


@admin.register(LineaAzione)
class LineaAzioneAdmin(AdminBase):
    list_display = ["code", "label", "piano", "livello", "ordine", "ritirato_il"]
    list_filter = ["piano", "livello"]
    search_fields = ["code", "label"]
    filter_horizontal = ["corrisponde_a", "fonti"]


@admin.register(Bisogno)
class BisognoAdmin(AdminBase):
    list_display = ["titolo", "piano"]
    list_filter = ["piano"]
    search_fields = ["titolo"]
    filter_horizontal = ["fonti"]


@admin.register(Priorita)
class PrioritaAdmin(AdminBase):
    list_display = ["titolo", "piano", "ordine"]
    list_filter = ["piano"]
    search_fields = ["titolo"]
    filter_horizontal = ["bisogni", "linee", "fonti"]


@admin.register(Indicatore)
class IndicatoreAdmin(AdminBase):
    list_display = ["code", "label", "insieme", "tipo", "unita", "calcolato", "ritirato_il"]
    list_filter = ["insieme", "tipo", "genere"]
    search_fields = ["code", "label"]
    filter_horizontal = ["fonti"]
