"""Comuni and ambiti in the admin."""

from django.contrib import admin

from core.admin import AdminBase, RigheBase
from territorio.models import Ambito, AppartenenzaAmbito, Comune


class AppartenenzaInline(RigheBase):
    model = AppartenenzaAmbito
    fields = ["ambito", "dal", "al", "ats_successiva", "certezza"]
    extra = 0


@admin.register(Ambito)
class AmbitoAdmin(AdminBase):
    list_display = [
        "nome",
        "nome_ufficiale",
        "ente_capofila",
        "territorio",
        "appartenenza_dal",
        "appartenenza_al",
    ]
    list_filter = ["provincia", "certezza"]
    search_fields = ["nome", "nome_ufficiale", "alias"]
    filter_horizontal = ["fonti"]


@admin.register(Comune)
class ComuneAdmin(AdminBase):
    list_display = ["nome", "codice_istat", "provincia", "cap", "popolazione", "cessato_il", "confluito_in"]
    list_filter = ["provincia", "appartenenze__ambito", ("cessato_il", admin.EmptyFieldListFilter)]
    search_fields = ["nome", "alias", "codice_istat"]
    inlines = [AppartenenzaInline]


@admin.register(AppartenenzaAmbito)
class AppartenenzaAdmin(AdminBase):
    list_display = ["comune", "ambito", "dal", "al", "ats_successiva"]
    list_filter = ["ambito", ("al", admin.EmptyFieldListFilter)]
    search_fields = ["comune__nome", "comune__codice_istat"]
    date_hierarchy = "dal"
    filter_horizontal = ["fonti"]
