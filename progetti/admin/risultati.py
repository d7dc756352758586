"""Indicators of the projects in the admin: targets, values, their validation."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.admin import AdminBase, FiltroDaFare, RigheBase
from core.admin.azioni import AzioneView
from progetti.indicatori.correzioni import CAMBIANO, corregge
from progetti.indicatori.parti import controlla_parti
from progetti.models import IndicatoreProgetto, ParteValore, ValoreIndicatore
from progetti.risultati import valida

SI_VALIDA = {"dal", "al", "indicatore_progetto", *CAMBIANO}
"""What a validation is about: who changes it must validate again."""


class IndicatoreInline(RigheBase):
    model = IndicatoreProgetto
    fields = ["indicatore", "partenza", "partenza_al", "obiettivo", "obiettivo_entro"]


class ValoreInline(RigheBase):
    model = ValoreIndicatore
    fk_name = "indicatore_progetto"
    fields = ["dal", "al", "riferito_al", "valore", "numeratore", "denominatore", "testo", "validato_il"]
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
    """Values of a sheet are validated with their sheet."""

    voci = {"da_validare": (_("da validare"), lambda righe: righe.filter(validato_il=None, scheda=None))}
    altre = {
        "validati": (_("validati"), lambda righe: righe.exclude(validato_il=None)),
        "corretti": (_("corretti da un altro valore"), lambda righe: righe.exclude(superato_il=None)),
    }


class PartiFormSet(BaseInlineFormSet):
    """The parts of a value: from closed lists, making the value."""

    def clean(self):
        """Check them together."""
        super().clean()
        valore = self.instance
        righe = [r for r in (f.cleaned_data for f in self.forms if f.is_valid()) if r and not r.get("DELETE")]
        if any(self.errors) or not righe or valore.indicatore_progetto_id is None:
            return
        parti = {(r["per"], r["voce"]): r["quantita"] for r in righe}
        controlla_parti(valore.indicatore_progetto.indicatore, valore.valore, parti)


class ParteInline(RigheBase):
    model = ParteValore
    formset = PartiFormSet
    aiuti = {"voce": _("F, M, ND; 0-2, 3-5 …; micro, piccola …; il codice ISTAT del comune.")}

    def has_change_permission(self, request, obj=None):
        """A value of a sheet that was validated stays as it is."""
        return super().has_change_permission(request, obj) and not _bloccato(obj)

    has_add_permission = has_delete_permission = has_change_permission


def _bloccato(valore):
    return bool(valore and valore.scheda_id and valore.validato_il)


class CorreggiForm(forms.ModelForm):
    """The right figures of a value, and why they change."""

    motivo = forms.CharField(label=_("Perché cambia"), max_length=300)

    class Meta:
        model = ValoreIndicatore
        fields = CAMBIANO

    def __init__(self, *args, riga, **kwargs):
        super().__init__(*args, instance=riga, **kwargs)

    def _post_clean(self):
        """Leave the old row as it is: the action checks the new one."""


class CorreggiView(AzioneView):
    """Correct a validated value: the old one stays, the new one waits to be validated."""

    modello = ValoreIndicatore
    permission_required = "progetti.change_valoreindicatore"
    form_class = CorreggiForm
    titolo = _("Correggi il valore")
    bottone = _("Scrivi il valore corretto")
    fatto = _("Scritto: il nuovo valore aspetta di essere validato, fino ad allora conta quello vecchio.")

    def esegui(self, form):
        """Write the new row."""
        nuovi = {campo: form.cleaned_data[campo] for campo in CAMBIANO}
        corregge(valore=self.riga, nuovi=nuovi, motivo=form.cleaned_data["motivo"])


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
    inlines = [ParteInline]
    readonly_fields = [
        "scheda",
        "corregge",
        "motivo",
        "superato_il",
        "validato_il",
        "validato_da",
        "correzione",
    ]
    actions = ["valida_i_scelti"]
    azioni_una_per_una = ("valida_i_scelti",)

    def get_readonly_fields(self, request, obj=None):
        """What was validated with its sheet is corrected, not changed."""
        fissi = super().get_readonly_fields(request, obj)
        return [*fissi, "indicatore_progetto", "dal", "al", *CAMBIANO] if _bloccato(obj) else fissi

    def get_urls(self):
        vista = self.admin_site.admin_view(CorreggiView.as_view(admin_site=self.admin_site))
        nome = "progetti_valoreindicatore_correct"
        return [path("<int:pk>/correggi/", vista, name=nome), *super().get_urls()]

    @admin.display(description=_("correzione"))
    def correzione(self, valore):
        """Return the way to correct a validated value."""
        if not valore.validato_il or valore.superato_il:
            return "–"
        indirizzo = reverse("admin:progetti_valoreindicatore_correct", args=[valore.pk])
        return format_html('<a href="{}">{}</a>', indirizzo, _("Correggi questo valore"))

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
