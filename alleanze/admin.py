"""Alleanze Locali in the admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from alleanze.models import AlleanzaLocale, Contributo, Partecipazione
from core.admin import AdminBase, AdminConStoria, FiltroDaFare, RigheBase


class PartecipazioneInline(RigheBase):
    model = Partecipazione
    fields = ["organizzazione", "ruolo", "dal", "al"]
    show_change_link = True


class ContributoInline(RigheBase):
    model = Contributo


def _senza_capofila(righe):
    capofila = Partecipazione.objects.filter(ruolo=Partecipazione.Ruolo.CAPOFILA)
    return righe.exclude(pk__in=capofila.values("alleanza"))


class AlleanzeDaFareFilter(FiltroDaFare):
    voci = {"senza_capofila": (_("capofila da indicare"), _senza_capofila)}


@admin.register(AlleanzaLocale)
class AlleanzaLocaleAdmin(AdminConStoria):
    list_display = ["__str__", "ambito", "piano", "accordo_data", "accordo_fine", "dimostrativo"]
    list_filter = [AlleanzeDaFareFilter, "piano", "ambito", "dimostrativo"]
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
