"""Calls in the admin: the sheet with its lines, what waits, and the actions that leave a trace."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.admin import AdminConStoria, FiltroDaFare, RigheBase
from progetti.admin.azioni_avvisi import CopiaView, EsitoView, ProlungaView
from progetti.avvisi.pubblicazione import pubblica
from progetti.models import (
    Avviso,
    DocumentoAvviso,
    DomandaFrequente,
    DotazioneLinea,
    ProrogaAvviso,
    VoceControllo,
)


class DotazioneInline(RigheBase):
    model = DotazioneLinea


class DocumentoInline(RigheBase):
    """Papers: a private file has no address, so the control does not offer one."""

    model = DocumentoAvviso
    fields = ["titolo", "data", "file", "indirizzo", "pubblico"]


class DomandaInline(RigheBase):
    model = DomandaFrequente


class ControlloInline(RigheBase):
    model = VoceControllo


class ProrogaInline(RigheBase):
    """Extensions: written by their action, never by hand."""

    model = ProrogaAvviso
    fields = ["chiudeva_il", "chiude_il", "decisa_il", "atto", "motivo"]
    extra = 0

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class AvvisiFilter(FiltroDaFare):
    voci = {
        "senza_esito": (_("chiusi senza esito"), lambda r: r.filter(stato="chiuso", pubblicato=True)),
        "da_pubblicare": (_("da pubblicare"), lambda r: r.filter(pubblicato=False)),
    }
    altre = {
        "aperti": (_("aperti"), lambda r: r.filter(stato="aperto")),
        "in_arrivo": (_("in arrivo"), lambda r: r.filter(stato="in_arrivo")),
    }


@admin.register(Avviso)
class AvvisoAdmin(AdminConStoria):
    list_display = ["titolo", "stato_attuale", "apre_il", "chiude_il", "piano", "fondo", "pubblicato"]
    list_filter = [AvvisiFilter, "pubblicato", "piano", "fondo", "dimostrativo"]
    search_fields = ["titolo", "code"]
    search_help_text = _("Cerca per titolo o codice.")
    filter_horizontal = ["fonti"]
    inlines = [DotazioneInline, DocumentoInline, DomandaInline, ControlloInline, ProrogaInline]
    actions = ["pubblica"]
    change_form_template = "admin/progetti/avviso.html"
    readonly_fields = ["apertura_annunciata_il"]
    aiuti = {
        "apre_il": _("Apre da solo a quest'ora."),
        "chiude_il": _(
            "Chiude da solo a quest'ora. Per spostarla usa «Prolunga la chiusura»: resta scritto."
        ),
        "soglia": _("Non si mostra: serve a chi valuta."),
        "esito": _("Di solito si scrive con «Pubblica l'esito», che controlla che non manchi niente."),
    }
    fieldsets = [
        (_("Che cos'è"), {"fields": ["titolo", "slug", "sintesi", "a_chi", "piano", "fondo"]}),
        (
            _("Quando"),
            {"fields": ["apre_il", "chiude_il", "ore_note", "pubblicato", "apertura_annunciata_il"]},
        ),
        (
            _("I soldi"),
            {
                "fields": [
                    "dotazione",
                    "proposte_altrove",
                    "assegnazione",
                    "assegnazione_note",
                    "quota_cofinanziamento_minima_pct",
                    "soglia",
                ]
            },
        ),
        (_("A chi chiedere"), {"fields": ["ufficio", "ufficio_email", "ufficio_telefono"]}),
        (_("Atti"), {"fields": ["atto", "norma"]}),
        (
            _("Com'è andata"),
            {
                "fields": [
                    "esito",
                    "esito_atto",
                    "esito_pubblicato_il",
                    "esito_pubblicato_il_precisione",
                ]
            },
        ),
        (_("Fonti"), {"fields": ["fonti", "certezza", "dimostrativo"]}),
        (_("Solo per ATS"), {"fields": ["nota", "code"]}),
    ]

    def get_readonly_fields(self, request, obj=None):
        """Return also the closing of a call that citizens have seen: it moves with «Prolunga»."""
        fermo = obj is not None and obj.pubblicato and obj.chiude_il is not None
        return [*self.readonly_fields, *(["chiude_il"] if fermo else [])]

    def get_queryset(self, request):
        return super().get_queryset(request).con_stato()

    def get_urls(self):
        viste = {
            "prolunga": (ProlungaView, "extend"),
            "esito": (EsitoView, "outcome"),
            "copia": (CopiaView, "copy"),
        }
        return [
            path(
                f"<int:pk>/{parola}/",
                self.admin_site.admin_view(vista.as_view(admin_site=self.admin_site)),
                name=f"progetti_avviso_{nome}",
            )
            for parola, (vista, nome) in viste.items()
        ] + super().get_urls()

    @admin.display(description=_("stato"), ordering="stato")
    def stato_attuale(self, avviso):
        return avviso.get_stato_display()

    @admin.action(description=_("Pubblica nel portale"), permissions=["change"])
    def pubblica(self, request, queryset):
        """Publish the chosen calls; those that miss something stay as they are, and it is said."""
        fatti = 0
        for avviso in queryset.filter(pubblicato=False):
            try:
                pubblica(avviso=avviso)
                fatti += 1
            except ValidationError as errore:
                self.message_user(request, " ".join(errore.messages), messages.ERROR)
        testo = ngettext("%(n)d avviso pubblicato.", "%(n)d avvisi pubblicati.", fatti) % {"n": fatti}
        self.message_user(request, testo, messages.SUCCESS if fatti else messages.INFO)
