"""Alleanze Locali in the admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from alleanze.models import AlleanzaLocale, Contributo, Partecipazione
from core.admin import AdminBase, AdminConStoria, RigheBase


class PartecipazioneInline(RigheBase):
    model = Partecipazione
    fields = ["organizzazione", "ruolo", "dal", "al"]
    show_change_link = True


class ContributoInline(RigheBase):
    model = Contributo


class SenzaCapofilaFilter(admin.SimpleListFilter):
    title = _("capofila")
    parameter_name = "capofila"

    def lookups(self, request, model_admin):
        return [("no", _("da indicare")), ("si", _("indicato"))]

    def queryset(self, request, queryset):
        con = Partecipazione.objects.filter(ruolo=Partecipazione.Ruolo.CAPOFILA).values("alleanza")
        if self.value() == "no":
            return queryset.exclude(pk__in=con)
        if self.value() == "si":
            return queryset.filter(pk__in=con)
        return queryset


@admin.register(AlleanzaLocale)
class AlleanzaLocaleAdmin(AdminConStoria):
    list_display = ["__str__", "ambito", "piano", "accordo_data", "accordo_fine", "dimostrativo"]
    list_filter = [SenzaCapofilaFilter, "piano", "ambito", "dimostrativo"]
    list_select_related = ["ambito", "piano"]
    search_fields = ["nome", "ambito__nome"]
    inlines = [PartecipazioneInline]
    filter_horizontal = ["fonti"]


@admin.register(Partecipazione)
class PartecipazioneAdmin(AdminBase):
    list_display = ["organizzazione", "alleanza", "ruolo", "dal", "al"]
    list_filter = ["ruolo", "alleanza__piano", "alleanza__ambito"]
    list_select_related = ["organizzazione", "alleanza__ambito", "alleanza__piano"]
    search_fields = ["organizzazione__denominazione"]
    inlines = [ContributoInline]
    filter_horizontal = ["fonti"]
