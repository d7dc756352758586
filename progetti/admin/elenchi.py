"""Legal lists in the admin: what is to be published, its report, the publication; then only read."""

from django.contrib import admin
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from core.admin import AdminInSolaLettura, FiltroDaFare
from progetti.admin.elenchi_pagine import PreparaElenchiView, PreparaElencoView, rapporto
from progetti.elenchi import catalogo
from progetti.elenchi.arretrati import mai_pubblicati
from progetti.models import ElencoPubblicato

NOME = "progetti_elencopubblicato"


class ElenchiDaFareFilter(FiltroDaFare):
    voci = {
        "da_aggiornare": (_("da pubblicare di nuovo"), lambda righe: righe.da_aggiornare()),
    }
    altre = {"in_vigore": (_("in vigore"), lambda righe: righe.ultimi())}


@admin.register(ElencoPubblicato)
class ElencoPubblicatoAdmin(AdminInSolaLettura):
    list_display = ["__str__", "pubblicato_il", "pubblicato_da", "quante_righe", "che_cosa_mancava"]
    list_filter = [ElenchiDaFareFilter, "tipo", "anno"]
    list_select_related = ["pubblicato_da"]
    search_fields = ["tipo", "pubblicato_da__email"]
    search_help_text = _("Cerca per tipo (1303, 1060, art27) o per chi ha pubblicato.")
    change_list_template = "admin/progetti/elenchi.html"
    change_form_template = "admin/progetti/elenco_pubblicato.html"
    fields = ["tipo", "anno", "pubblicato_il", "pubblicato_da", "quante_righe", "che_cosa_mancava"]

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        elenchi = self.admin_site.admin_view(PreparaElenchiView.as_view(admin_site=self.admin_site))
        uno = self.admin_site.admin_view(PreparaElencoView.as_view(admin_site=self.admin_site))
        return [
            path("prepara/", elenchi, name=f"{NOME}_prepare_list"),
            path("prepara/<slug:elenco>/", uno, name=f"{NOME}_prepare"),
            *super().get_urls(),
        ]

    def da_fare(self, request):
        """Add the lists that were never published and have something to say."""
        voci = super().da_fare(request)
        if not self.has_view_permission(request):
            return voci
        mai = {
            "etichetta": _("mai pubblicati"),
            "numero": len(mai_pubblicati()),
            "indirizzo": reverse(f"admin:{NOME}_prepare_list"),
        }
        return [*voci, mai] if request.user.has_perm("progetti.add_elencopubblicato") else voci

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show a publication with the report kept with it."""
        elenco = ElencoPubblicato.objects.filter(pk=object_id).first() if object_id.isdecimal() else None
        righe = rapporto(elenco.avvertenze, elenco.colonne) if elenco else []
        pagina = catalogo.Voce(elenco.tipo, elenco.anno) if elenco else None
        extra = {"rapporto": righe, "voce": pagina} | (extra_context or {})
        return super().change_view(request, object_id, form_url, extra)

    @admin.display(description=_("righe"))
    def quante_righe(self, elenco):
        return len(elenco.righe)

    @admin.display(description=_("che cosa mancava"))
    def che_cosa_mancava(self, elenco):
        return len(elenco.avvertenze)
