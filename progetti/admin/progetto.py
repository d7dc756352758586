"""Projects in the admin: events are added, never changed or taken away."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core.admin import AdminConStoria, FiltroDaFare, RigheBase
from progetti.admin.denaro.riquadro import riquadro
from progetti.models import Attivita, EventoProgetto, PartnerProgetto, Progetto


class PartnerInline(RigheBase):
    model = PartnerProgetto
    fields = ["organizzazione", "ruolo", "dal", "al"]


class EventoInline(RigheBase):
    """Append-only: a mistake is mended by a new event of correction."""

    model = EventoProgetto
    fields = [
        "tipo",
        "data",
        "data_precisione",
        "nuova_fine",
        "atto",
        "motivo",
        "allegato",
        "certezza",
        "registrato_da",
    ]
    readonly_fields = ["registrato_da"]

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class AttivitaInline(RigheBase):
    model = Attivita


class ProgettiDaFareFilter(FiltroDaFare):
    voci = {
        "senza_cup": (_("senza CUP"), lambda righe: righe.filter(cup="")),
        "senza_titolo": (_("senza titolo"), lambda righe: righe.filter(titolo="")),
        "senza_eventi": (_("senza eventi"), lambda righe: righe.filter(eventi=None)),
    }


@admin.register(Progetto)
class ProgettoAdmin(AdminConStoria):
    list_display = ["nome", "tipo", "stato_attuale", "piano", "fondo", "cup", "certezza", "dimostrativo"]
    list_filter = [ProgettiDaFareFilter, "tipo", "piano", "fondo", "ambiti", "dimostrativo"]
    list_select_related = ["alleanza__ambito", "alleanza__piano", "piano", "fondo"]
    search_fields = ["titolo", "code", "cup", "codice_locale"]
    search_help_text = _("Cerca per titolo, codice, CUP o codice locale.")
    eventi = "eventi"
    aiuti = {
        "cup": _("15 caratteri. Se non è noto lascialo vuoto e scrivi perché."),
        "cup_assente_motivo": _("Per esempio: non trovato nelle fonti."),
        "codice_locale": _("Il codice con cui l'ATS chiama il progetto."),
        "territorio": _("Come nella fonte, se ambiti e comuni non bastano."),
        "azione": _("Come si chiama nel programma che lo paga."),
    }
    filter_horizontal = ["linee", "bisogni", "ambiti", "comuni", "fonti"]
    readonly_fields = ["denaro"]
    inlines = [PartnerInline, EventoInline, AttivitaInline]

    fieldsets = [
        (
            _("Che cos'è"),
            {
                "fields": ["titolo", "slug", "tipo", "piano", "alleanza", "sintesi", "linee", "bisogni"],
                "description": _("Il progetto si vede nel portale da quando è finanziato (vedi gli eventi)."),
            },
        ),
        (_("Dove"), {"fields": ["territorio", "ambiti", "comuni"]}),
        (
            _("Codici e denaro"),
            {
                "fields": [
                    "cup",
                    "cup_assente_motivo",
                    "codice_locale",
                    "fondo",
                    "azione",
                    "avviso",
                    "atto",
                    "cofinanziamento_pct",
                    "n_partner",
                ]
            },
        ),
        (_("Denaro"), {"fields": ["denaro"]}),
        (_("Fonti"), {"fields": ["fonti", "certezza", "dimostrativo"]}),
        (
            _("Solo per ATS"),
            {"fields": ["nota", "code"], "description": _("Queste voci non si vedono nel portale.")},
        ),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).con_stato()

    @admin.display(description=_("conto e quadratura"))
    def denaro(self, progetto):
        return riquadro(progetto)

    @admin.display(description=_("stato"), ordering="stato")
    def stato_attuale(self, progetto):
        return EventoProgetto.Tipo(progetto.stato).label if progetto.stato else _("nessun evento")
