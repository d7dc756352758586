"""Vocabularies of services in the admin."""

from django.contrib import admin

from core.admin import AdminBase, RigheBase
from servizi.models import DataScolastica, Destinatario, Gruppo, Periodo, Sinonimo, Tipologia


class SinonimoInline(RigheBase):
    model = Sinonimo
    extra = 3


@admin.register(Gruppo)
class GruppoAdmin(AdminBase):
    list_display = ["label", "code", "ordine", "ritirato_il"]
    search_fields = ["label", "code"]
    filter_horizontal = ["fonti"]


@admin.register(Tipologia)
class TipologiaAdmin(AdminBase):
    list_display = ["label", "code", "gruppo", "udo", "eta_min_mesi", "eta_max_mesi", "ritirato_il"]
    list_filter = ["gruppo", "udo"]
    search_fields = ["label", "code", "sinonimi__termine"]
    filter_horizontal = ["destinatari", "linee", "progetti", "fonti"]
    inlines = [SinonimoInline]


@admin.register(Sinonimo)
class SinonimoAdmin(AdminBase):
    list_display = ["termine", "tipologia", "ambiguo", "nota"]
    list_filter = ["ambiguo", "tipologia"]
    search_fields = ["termine"]


@admin.register(Destinatario)
class DestinatarioAdmin(AdminBase):
    list_display = ["label", "code", "tipo", "eta_min_mesi", "eta_max_mesi", "ritirato_il"]
    list_filter = ["tipo"]
    search_fields = ["label", "code"]
    filter_horizontal = ["fonti"]


@admin.register(Periodo)
class PeriodoAdmin(AdminBase):
    list_display = ["label", "code", "tipo", "ordine"]
    list_filter = ["tipo"]
    search_fields = ["label", "code"]
    filter_horizontal = ["fonti"]


@admin.register(DataScolastica)
class DataScolasticaAdmin(AdminBase):
    list_display = ["descrizione", "anno_scolastico", "ordine_scuola", "tipo", "dal", "al", "certezza"]
    list_filter = ["anno_scolastico", "tipo", "ordine_scuola", "certezza"]
    search_fields = ["descrizione"]
    date_hierarchy = "dal"
    filter_horizontal = ["fonti"]
