"""The vocabularies of members in the admin."""

from django.contrib import admin

from aderenti.models import CategoriaAderente, FormaGiuridica
from core.admin import AdminBase


@admin.register(CategoriaAderente)
class CategoriaAderenteAdmin(AdminBase):
    list_display = ["label", "code", "natura", "ordine", "ritirato_il"]
    list_filter = ["natura"]
    search_fields = ["label", "code"]
    filter_horizontal = ["fonti"]


@admin.register(FormaGiuridica)
class FormaGiuridicaAdmin(AdminBase):
    list_display = ["label", "code", "gruppo_label", "natura", "frequente"]
    list_filter = ["frequente", "natura"]
    search_fields = ["label", "code"]
    filter_horizontal = ["fonti"]
