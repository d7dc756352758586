"""Projects in the admin: the sheet, its life as events (``progetti.admin.eventi``), what is late."""

from django.contrib import admin
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.admin import AdminConImporta, AdminConStoria, FiltroDaFare, RigheBase
from progetti.admin import cicli, eventi
from progetti.admin.denaro.riquadro import riquadro
from progetti.admin.documenti import ScadenzaInline
from progetti.admin.risultati import IndicatoreInline
from progetti.importa import tabelle
from progetti.models import Attivita, EventoProgetto, PartnerProgetto, Progetto, RichiestaProgetto
from progetti.models.transizioni import FINANZIATI
from progetti.scadenze import in_ritardo
from progetti.vita.date import giorni_di_ritardo
from progetti.vita.racconto import ultimo_in, vita


class PartnerInline(RigheBase):
    model = PartnerProgetto
    fields = ["organizzazione", "ruolo", "dal", "al"]


class AttivitaInline(RigheBase):
    model = Attivita


class ProgettiDaFareFilter(FiltroDaFare):
    voci = {
        "in_ritardo": (
            _("in ritardo"),
            lambda righe: righe.filter(stato__in=FINANZIATI, fine_prevista__lt=timezone.localdate()),
        ),
        "richieste": (
            _("con una richiesta del capofila in attesa"),
            lambda righe: righe.filter(
                pk__in=RichiestaProgetto.objects.filter(stato="in_attesa").values("progetto")
            ),
        ),
        "senza_fine": (
            _("finanziati senza fine prevista"),
            lambda righe: righe.filter(stato__in=FINANZIATI, fine_prevista=None),
        ),
        "senza_cup": (_("senza CUP"), lambda righe: righe.filter(cup="")),
        "senza_titolo": (_("senza titolo"), lambda righe: righe.filter(titolo="")),
        "senza_eventi": (_("senza eventi"), lambda righe: righe.filter(stato=None)),
        "scadenze_passate": (_("scadenze passate"), in_ritardo),
    }


@admin.register(Progetto)
class ProgettoAdmin(AdminConImporta, AdminConStoria):
    list_display = [
        "nome",
        "tipo",
        "stato_attuale",
        "ritardo",
        "piano",
        "fondo",
        "cup",
        "certezza",
        "dimostrativo",
    ]
    list_filter = [ProgettiDaFareFilter, "tipo", "piano", "fondo", "ambiti", "dimostrativo"]
    list_select_related = ["alleanza__ambito", "alleanza__piano", "piano", "fondo"]
    search_fields = ["titolo", "code", "cup", "codice_locale"]
    search_help_text = _("Cerca per titolo, codice, CUP o codice locale.")
    eventi = "eventi"
    aiuti = {
        "cup": _("15 caratteri. Se non è noto lascialo vuoto e scrivi perché."),
        "cup_assente_motivo": _("Per esempio: non trovato nelle fonti."),
        "codice_locale": _("Il codice con cui il progetto è su OpenCoesione (COD_LOCALE_PROGETTO)."),
        "territorio": _("Come nella fonte, se ambiti e comuni non bastano."),
        "azione": _("Come si chiama nel programma che lo paga."),
    }
    filter_horizontal = ["linee", "bisogni", "ambiti", "comuni", "fonti"]
    readonly_fields = ["denaro"]
    inlines = [PartnerInline, AttivitaInline, IndicatoreInline, ScadenzaInline]

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
        (
            _("Per gli elenchi di legge"),
            {
                "fields": ["titolo_en", "sintesi_en", "categoria_intervento"],
                "description": _("Per i progetti pagati dall’Unione europea."),
            },
        ),
        (_("Fonti"), {"fields": ["fonti", "certezza", "dimostrativo"]}),
        (
            _("Solo per ATS"),
            {"fields": ["nota", "code"], "description": _("Queste voci non si vedono nel portale.")},
        ),
    ]

    def tabelle(self):
        return tabelle()

    def get_queryset(self, request):
        return super().get_queryset(request).con_stato().con_date()

    def get_urls(self):
        return [*eventi.indirizzi(self.admin_site), *cicli.indirizzi(self.admin_site), *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show the sheet with the life of the project under it."""
        progetto = self.get_object(request, object_id)
        extra = {}
        if progetto and request.user.has_perm("progetti.view_eventoprogetto"):
            righe = vita(progetto)
            extra = {"vita": righe, "ultimo": ultimo_in(righe)}
            extra["registra"] = request.user.has_perm("progetti.add_eventoprogetto")
        return super().change_view(request, object_id, form_url, extra | (extra_context or {}))

    @admin.display(description=_("conto e quadratura"))
    def denaro(self, progetto):
        return riquadro(progetto)

    @admin.display(description=_("stato"), ordering="stato")
    def stato_attuale(self, progetto):
        return EventoProgetto.Tipo(progetto.stato).label if progetto.stato else _("nessun evento")

    @admin.display(description=_("ritardo"), ordering="fine_prevista")
    def ritardo(self, progetto):
        """Return how late a financed project is, or a finished one ended: in words and in colour."""
        finito = progetto.fine_effettiva
        if not finito and progetto.stato not in FINANZIATI:
            return "–"
        giorni = giorni_di_ritardo(
            fine_prevista=progetto.fine_prevista, fine_effettiva=finito, oggi=timezone.localdate()
        )
        if giorni is None:
            return _("fine non nota")
        if not giorni:
            return format_html('<span class="in-tempo">{}</span>', _("in tempo"))
        testo = ngettext("%(n)d giorno di ritardo", "%(n)d giorni di ritardo", giorni) % {"n": giorni}
        return format_html('<span class="in-ritardo">{}</span>', testo)
