"""Monitoring in the admin: rounds, sheets to read, the forms of Regione."""

from django.contrib import admin
from django.db.models import Q
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.admin import AdminBase, AdminInSolaLettura, FiltroDaFare, RigheBase
from progetti.admin import monitoraggio_pagine as pagine
from progetti.models import ColonnaRegione, ModelloRegione, Rilevazione, SchedaMonitoraggio
from progetti.monitoraggio.azioni import DA_FARE
from progetti.monitoraggio.regione import SORGENTI

Stato = SchedaMonitoraggio.Stato


def _vista(gestione, vista):
    return gestione.admin_site.admin_view(vista.as_view(admin_site=gestione.admin_site))


class RilevazioniFilter(FiltroDaFare):
    voci = {
        "da_aprire": (_("da aprire"), lambda righe: righe.filter(aperta_il=None)),
        "aperte": (_("aperte"), lambda righe: righe.filter(aperta_il__isnull=False, chiusa_il=None)),
    }
    altre = {"chiuse": (_("chiuse"), lambda righe: righe.exclude(chiusa_il=None))}


@admin.register(Rilevazione)
class RilevazioneAdmin(AdminBase):
    """A round: written, opened after seeing who owes a sheet, followed on one table, closed."""

    list_display = ["titolo", "piano", "dal", "al", "scade_il", "aperta_il", "chiusa_il"]
    list_filter = [RilevazioniFilter, "piano", "tipo"]
    search_fields = ["titolo", "piano__titolo"]
    readonly_fields = ["aperta_il", "chiusa_il"]
    change_form_template = "admin/progetti/monitoraggio/rilevazione.html"

    def da_fare(self, request):
        """Return what is to do for who opens and closes rounds."""
        return super().da_fare(request) if self.has_change_permission(request) else []

    def get_readonly_fields(self, request, obj=None):
        """Once open its period does not move."""
        fissi = super().get_readonly_fields(request, obj)
        return [*fissi, "piano", "tipo", "dal", "al", "dimostrativo"] if obj and obj.aperta_il else fissi

    def get_urls(self):
        nomi = {
            "apri": ("open", pagine.ApriView),
            "chiudi": ("close", pagine.ChiudiView),
            "riapri": ("reopen", pagine.RiapriRilevazioneView),
            "griglia": ("grid", pagine.GrigliaView),
            "regione": ("region", pagine.RegioneView),
        }
        return [
            path(f"<int:pk>/{percorso}/", _vista(self, vista), name=f"progetti_rilevazione_{nome}")
            for percorso, (nome, vista) in nomi.items()
        ] + super().get_urls()


class SchedeFilter(FiltroDaFare):
    voci = {
        "da_leggere": (_("da leggere"), lambda righe: righe.filter(stato=Stato.INVIATA)),
        "in_ritardo": (
            _("in ritardo"),
            lambda righe: righe.filter(
                Q(scade_il__lt=timezone.localdate()), stato__in=DA_FARE, rilevazione__chiusa_il=None
            ),
        ),
    }
    altre = {
        "da_compilare": (_("che aspettano il capofila"), lambda righe: righe.filter(stato__in=DA_FARE)),
        "validate": (_("validate"), lambda righe: righe.filter(stato=Stato.VALIDATA)),
    }


@admin.register(SchedaMonitoraggio)
class SchedaMonitoraggioAdmin(AdminInSolaLettura):
    """A sheet is read, commented by cell, validated: never rewritten by ATS."""

    list_display = ["progetto", "rilevazione", "stato", "scade_il", "speso"]
    list_filter = [SchedeFilter, "stato", "rilevazione"]
    list_select_related = ["progetto__alleanza__ambito", "progetto__alleanza__piano", "rilevazione"]
    search_fields = ["progetto__titolo", "progetto__code", "rilevazione__titolo"]
    search_help_text = _("Cerca per progetto o per rilevazione.")
    ordering = ["scade_il", "pk"]
    fields = ["progetto", "rilevazione", "stato", "scade_il", "da_leggere"]
    readonly_fields = fields

    def has_delete_permission(self, request, obj=None):
        return False

    def da_fare(self, request):
        """Return what is to do for who validates."""
        legge = request.user.has_perm("progetti.change_schedamonitoraggio")
        return super().da_fare(request) if legge else []

    def get_urls(self):
        nomi = {
            "leggi": ("read", pagine.LeggiView),
            "restituisci": ("return", pagine.RestituisciView),
            "valida": ("validate", pagine.ValidaView),
            "riapri": ("reopen", pagine.RiapriView),
            "non-dovuta": ("skip", pagine.SaltaView),
            "rinvia": ("postpone", pagine.RinviaView),
        }
        return [
            path(f"<int:pk>/{percorso}/", _vista(self, vista), name=f"progetti_schedamonitoraggio_{nome}")
            for percorso, (nome, vista) in nomi.items()
        ] + super().get_urls()

    @admin.display(description=_("scheda"))
    def da_leggere(self, scheda):
        """Return the way to the whole sheet."""
        indirizzo = reverse("admin:progetti_schedamonitoraggio_read", args=[scheda.pk])
        return format_html('<a href="{}">{}</a>', indirizzo, _("Leggi la scheda, commenta, valida"))


class ColonnaInline(RigheBase):
    model = ColonnaRegione

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Offer the data of a sheet as choices with words."""
        campo = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "sorgente":
            scelte = [("", "–"), *((nome, parole) for nome, (parole, _leggi) in SORGENTI.items())]
            return pagine.SorgenteField(label=campo.label, required=False, choices=scelte)
        return campo


@admin.register(ModelloRegione)
class ModelloRegioneAdmin(AdminBase):
    """The columns of a form of Regione, in order: what fills each is chosen, nothing is programmed."""

    list_display = ["nome", "in_uso_dal", "aggiornato_il"]
    search_fields = ["nome", "colonne__intestazione"]
    inlines = [ColonnaInline]
