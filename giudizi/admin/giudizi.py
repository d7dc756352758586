"""The list of ratings: read, not written."""

from django.contrib import admin, messages
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.admin.da_fare import FiltroDaFare
from core.admin.sola_lettura import AdminInSolaLettura
from giudizi.models import Giudizio
from giudizi.pagine import tipi


class DaLeggereFilter(FiltroDaFare):
    voci = {"da_leggere": (_("da leggere"), lambda righe: righe.da_leggere())}


class TipoFilter(admin.SimpleListFilter):
    title = _("tipo di pagina")
    parameter_name = "tipo"

    def lookups(self, request, model_admin):
        return sorted(((tipo, str(nome)) for tipo, nome in tipi().items()), key=lambda voce: voce[1])

    def queryset(self, request, queryset):
        return queryset.filter(tipo=self.value()) if self.value() else queryset


@admin.register(Giudizio)
class GiudizioAdmin(AdminInSolaLettura):
    list_display = ["giorno", "verso_la_pagina", "nome_tipo", "stelle", "risposta", "testo", "letto"]
    list_filter = [DaLeggereFilter, TipoFilter, "stelle"]
    search_fields = ["pagina", "testo"]
    actions = ["segna_letti", "togli_testo"]

    def has_delete_permission(self, request, obj=None):
        return False

    def has_read_permission(self, request):
        return request.user.has_perm("giudizi.change_giudizio")

    @admin.action(description=_("Segna come letti"), permissions=["read"])
    def segna_letti(self, request, queryset):
        queryset.update(letto=True)
        self.message_user(request, _("Fatto: sono segnati come letti."), messages.SUCCESS)

    @admin.action(description=_("Cancella le parole (dati personali)"), permissions=["read"])
    def togli_testo(self, request, queryset):
        queryset.update(testo="", letto=True)
        self.message_user(
            request, _("Fatto: le parole non ci sono più, le stelle restano."), messages.SUCCESS
        )

    @admin.display(description=_("pagina"), ordering="pagina")
    def verso_la_pagina(self, giudizio):
        return format_html('<a href="{0}">{0}</a>', giudizio.pagina)

    @admin.display(description=_("tipo di pagina"), ordering="tipo")
    def nome_tipo(self, giudizio):
        return giudizio.nome_tipo
