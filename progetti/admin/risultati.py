"""Indicators of the projects in the admin: targets, values, their validation."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.admin import AdminBase, FiltroDaFare, RigheBase
from progetti.models import IndicatoreProgetto, ValoreIndicatore
from progetti.risultati import valida

SI_VALIDA = {"dal", "al", "riferito_al", "valore", "indicatore_progetto"}
"""What a validation is about: who changes it must validate again."""


class IndicatoreInline(RigheBase):
    model = IndicatoreProgetto
    fields = ["indicatore", "partenza", "obiettivo"]


class ValoreInline(RigheBase):
    model = ValoreIndicatore
    fields = ["dal", "al", "riferito_al", "valore", "validato_il"]
    readonly_fields = ["validato_il"]

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(IndicatoreProgetto)
class IndicatoreProgettoAdmin(AdminBase):
    list_display = ["progetto", "indicatore", "partenza", "obiettivo"]
    list_filter = ["progetto__piano", "indicatore__insieme"]
    list_select_related = ["progetto__alleanza__ambito", "progetto__alleanza__piano", "indicatore"]
    search_fields = ["progetto__titolo", "progetto__code", "indicatore__label", "indicatore__code"]
    inlines = [ValoreInline]


class ValoriDaFareFilter(FiltroDaFare):
    voci = {"da_validare": (_("da validare"), lambda righe: righe.filter(validato_il=None))}
    altre = {"validati": (_("validati"), lambda righe: righe.exclude(validato_il=None))}


@admin.register(ValoreIndicatore)
class ValoreIndicatoreAdmin(AdminBase):
    """A validated value that changes is to be validated again: until then citizens do not see it."""

    list_display = ["progetto", "indicatore_progetto", "valore", "dal", "al", "riferito_al", "validato_il"]
    list_filter = [ValoriDaFareFilter, "certezza"]
    list_select_related = [
        "indicatore_progetto__progetto__alleanza__ambito",
        "indicatore_progetto__progetto__alleanza__piano",
        "indicatore_progetto__indicatore",
    ]
    search_fields = ["indicatore_progetto__progetto__titolo", "indicatore_progetto__indicatore__label"]
    filter_horizontal = ["fonti"]
    readonly_fields = ["validato_il", "validato_da"]
    actions = ["valida_i_scelti"]
    azioni_una_per_una = ("valida_i_scelti",)

    def save_model(self, request, obj, form, change):
        """Save the value; what was validated otherwise waits again."""
        if obj.validato_il and SI_VALIDA & set(form.changed_data):
            obj.validato_il = obj.validato_da = None
            self.message_user(request, _("Il valore è cambiato: va validato di nuovo."), messages.WARNING)
        super().save_model(request, obj, form, change)

    @admin.display(description=_("progetto"))
    def progetto(self, valore):
        return valore.indicatore_progetto.progetto

    @admin.action(description=_("Valida: da oggi si vede nel portale"), permissions=["change"])
    def valida_i_scelti(self, request, queryset):
        fatti = 0
        for valore in queryset.order_by("pk"):
            try:
                valida(valore=valore, utente=request.user)
            except ValidationError as errore:
                self.message_user(request, f"{valore}: {errore.messages[0]}", messages.WARNING)
            else:
                fatti += 1
        testo = ngettext("%(n)s valore validato.", "%(n)s valori validati.", fatti) % {"n": fatti}
        self.message_user(request, testo, messages.SUCCESS if fatti else messages.WARNING)
