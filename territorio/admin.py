"""Comuni and ambiti in the admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

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
    search_help_text = _("Cerca per nome, vecchio nome, frazione o codice ISTAT.")
    inlines = [AppartenenzaInline]
    aiuti = {
        "cessato_il": _("L'ultimo giorno in cui il comune è esistito."),
        "popolazione_data": _("Il giorno a cui si riferisce il numero dei residenti."),
    }
    fieldsets = [
        (_("Che comune è"), {"fields": ["nome", "slug", "alias", "provincia", "cap"]}),
        (
            _("Residenti e territorio"),
            {
                "fields": [
                    "popolazione",
                    "popolazione_data",
                    "popolazione_2020",
                    "altitudine",
                    "superficie_kmq",
                ]
            },
        ),
        (
            _("Nascita e fine"),
            {
                "fields": ["istituito_dal", "cessato_il", "confluito_in"],
                "description": _("Chi cerca un comune soppresso arriva a quello in cui è confluito."),
            },
        ),
        (_("Codici"), {"fields": ["codice_istat", "codice_catastale", "nuts3"]}),
        (
            _("Punto sulla mappa"),
            {
                "fields": ["lat", "lon", "abitato_del_punto"],
                "description": _("Gradi decimali (WGS 84), di solito il municipio."),
            },
        ),
    ]

    def view_on_site(self, obj):
        """Return the page of the comune: below its ambito, or of the comune it flowed into."""
        return super().view_on_site(obj) if obj.ambito_ultimo() or obj.confluito_in_id else None


@admin.register(AppartenenzaAmbito)
class AppartenenzaAdmin(AdminBase):
    list_display = ["comune", "ambito", "dal", "al", "ats_successiva"]
    list_filter = ["ambito", ("al", admin.EmptyFieldListFilter)]
    search_fields = ["comune__nome", "comune__codice_istat"]
    date_hierarchy = "dal"
    filter_horizontal = ["fonti"]
