"""Evaluations in the admin: grids, evaluations with their steps, judgements, the evaluation plan."""

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from comitato.accesso import e_segreteria
from comitato.admin.base import AdminDelComitato
from comitato.models import (
    Criterio,
    DomandaValutazione,
    GiudizioProgetto,
    Griglia,
    Valutazione,
    ValutazioneFinale,
)
from core.admin import FiltroDaFare, RigheBase

Stato = Valutazione.Stato


class CriterioInline(RigheBase):
    """The criteria: those of a grid in use are only read."""

    model = Criterio

    def has_add_permission(self, request, obj=None):
        """Refuse new criteria in a grid in use."""
        return super().has_add_permission(request, obj) and not _in_uso(obj)

    def has_change_permission(self, request, obj=None):
        """Refuse changes in a grid in use."""
        return super().has_change_permission(request, obj) and not _in_uso(obj)

    def has_delete_permission(self, request, obj=None):
        """Refuse to take a criterion away from a grid in use."""
        return super().has_delete_permission(request, obj) and not _in_uso(obj)


def _in_uso(griglia):
    """Return whether a grid, as its list reads it, is in use; a new one is not."""
    return getattr(griglia, "in_uso", False)


@admin.register(Griglia)
class GrigliaAdmin(AdminDelComitato):
    """A grid of criteria: once an evaluation with it is open, it stays as it is."""

    list_display = ["titolo", "in_uso", "dimostrativo", "aggiornato_il"]
    list_filter = ["dimostrativo"]
    search_fields = ["titolo", "criteri__titolo"]
    filter_horizontal = ["fonti"]
    inlines = [CriterioInline]
    actions = ["copia"]

    @admin.display(description=_("in uso"), boolean=True)
    def in_uso(self, griglia):
        return griglia.in_uso

    def get_queryset(self, request):
        """Add whether an evaluation opened with it."""
        aperte = Valutazione.objects.filter(griglia=OuterRef("pk"), aperta_il__isnull=False)
        return super().get_queryset(request).annotate(in_uso=Exists(aperte))

    @admin.action(description=_("Copia: una griglia nuova con gli stessi criteri"), permissions=["add"])
    def copia(self, request, queryset):
        for griglia in queryset:
            nuova = Griglia.objects.create(
                titolo=_("Copia di %(titolo)s del %(ora)s")
                % {"titolo": griglia.titolo[:150], "ora": timezone.localtime().strftime("%d/%m/%Y %H:%M:%S")},
                spiegazione=griglia.spiegazione,
                dimostrativo=griglia.dimostrativo,
            )
            for criterio in griglia.criteri.all():
                criterio.pk, criterio.griglia = None, nuova
                criterio._state.adding = True
                criterio.save()
        self.message_user(request, _("Copiata: ora si può cambiare."))


class ValutazioniFilter(FiltroDaFare):
    voci = {
        "da_aprire": (_("da aprire"), lambda righe: righe.filter(stato=Stato.PREPARAZIONE)),
        "da_chiudere": (_("aperte ai punteggi"), lambda righe: righe.filter(stato=Stato.APERTA)),
        "da_congelare": (_("da riconciliare"), lambda righe: righe.filter(stato=Stato.CHIUSA)),
    }
    altre = {"fatte": (_("con la graduatoria"), lambda righe: righe.filter(stato=Stato.CONGELATA))}


@admin.register(Valutazione)
class ValutazioneAdmin(AdminDelComitato):
    """An evaluation: its rules here, its steps and its numbers on its page. Scores are in no list."""

    list_display = ["avviso", "griglia", "stato", "chiude_il", "dimostrativo"]
    list_filter = [ValutazioniFilter, "stato"]
    list_select_related = ["avviso", "griglia"]
    search_fields = ["avviso__titolo", "griglia__titolo"]
    readonly_fields = ["stato", "aperta_il", "chiusa_il", "motivo_chiusura", "congelata_il", "pagina"]

    def da_fare(self, request):
        """Return what is to do for the secretariat; a member has its own page."""
        return super().da_fare(request) if e_segreteria(request.user) else []

    def get_readonly_fields(self, request, obj=None):
        """Once open, its rules stay."""
        fissi = super().get_readonly_fields(request, obj)
        return [*fissi, "avviso", "griglia", "soglia"] if obj and obj.aperta_il else fissi

    @admin.display(description=_("pagina"))
    def pagina(self, valutazione):
        """Return the way to its page."""
        if not valutazione.pk:
            return "–"
        indirizzo = reverse("admin:comitato_evaluation", args=[valutazione.pk])
        return format_html('<a href="{}">{}</a>', indirizzo, _("Dichiarazioni, punteggi, graduatoria"))


@admin.register(GiudizioProgetto)
class GiudizioProgettoAdmin(AdminDelComitato):
    """What the Comitato says of a running project: written by the secretariat in the meeting."""

    list_display = ["progetto", "al", "avanzamento", "efficacia", "seduta", "dimostrativo"]
    list_filter = ["avanzamento", "efficacia", "dimostrativo"]
    list_select_related = ["progetto__alleanza__ambito", "progetto__alleanza__piano", "seduta"]
    search_fields = ["progetto__titolo", "progetto__code", "problemi"]
    exclude = ["scritto_da"]

    def save_model(self, request, obj, form, change):
        """Save; who writes is written."""
        obj.scritto_da = obj.scritto_da or request.user
        super().save_model(request, obj, form, change)


class DomandeFilter(FiltroDaFare):
    voci = {
        "in_ritardo": (
            _("senza risposta, scadute"),
            lambda righe: righe.filter(risposta="", scade_il__lt=timezone.localdate()),
        ),
        "senza_seguito": (
            _("con risposta, senza seguito"),
            lambda righe: righe.filter(~Q(risposta=""), seguito=""),
        ),
    }


@admin.register(DomandaValutazione)
class DomandaValutazioneAdmin(AdminDelComitato):
    list_display = ["domanda", "piano", "valutatore", "scade_il", "risposta_il", "dimostrativo"]
    list_filter = [DomandeFilter, "piano"]
    search_fields = ["domanda", "risposta", "valutatore"]

    def da_fare(self, request):
        """Return what is to do for the secretariat."""
        return super().da_fare(request) if e_segreteria(request.user) else []


@admin.register(ValutazioneFinale)
class ValutazioneFinaleAdmin(AdminDelComitato):
    """Both ways: that of the capofila comes from its area, that of the Comitato is written here."""

    list_display = ["progetto", "verso", "risultati", "collaborazione", "data", "dimostrativo"]
    list_filter = ["verso", "dimostrativo"]
    list_select_related = ["progetto__alleanza__ambito", "progetto__alleanza__piano"]
    search_fields = ["progetto__titolo", "ha_funzionato", "da_migliorare"]
    exclude = ["scritta_da"]

    def has_change_permission(self, request, obj=None):
        """What a capofila said is not rewritten."""
        suo = obj is not None and obj.verso == ValutazioneFinale.Verso.DEL_CAPOFILA
        return super().has_change_permission(request, obj) and not suo

    def save_model(self, request, obj, form, change):
        """Save; who writes is written."""
        obj.scritta_da = obj.scritta_da or request.user
        super().save_model(request, obj, form, change)
