"""Vocabularies of services in the admin."""

from django import forms
from django.contrib import admin

from core.admin import AdminBase, RigheBase
from servizi.domande import DOMANDE
from servizi.models import (
    DataScolastica,
    Destinatario,
    Gruppo,
    Periodo,
    Sinonimo,
    Tipologia,
    VoceTipologia,
)


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


@admin.register(VoceTipologia)
class VoceTipologiaAdmin(AdminBase):
    """What each sheet must tell: the list is the table that staff keep, with its filters."""

    list_display = ["__str__", "uso", "suggerimento"]
    list_filter = ["uso", "gruppo", "tipologia"]
    list_select_related = ["gruppo", "tipologia"]
    search_fields = ["voce", "suggerimento", "gruppo__label", "tipologia__label"]
    fields = ["gruppo", "tipologia", "voce", "uso", "suggerimento"]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Offer the questions of a sheet by name."""
        if db_field.name != "voce":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        scelte = [("", "---------"), *((d.codice, d.etichetta) for d in DOMANDE)]
        return forms.ChoiceField(label=db_field.verbose_name.capitalize(), choices=scelte)


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
