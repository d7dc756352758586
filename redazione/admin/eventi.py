"""Events in the admin: what members send, the dates, the papers, and the actions."""

from django.contrib import admin
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from core.admin import FiltroDaFare, RigheBase
from redazione.admin.base import AdminDiTesto
from redazione.admin.eventi_azioni import AnnullaView, PubblicaView, RestituisciView
from redazione.admin.eventi_importa import AnteprimaIcsView, CaricaIcsView
from redazione.eventi.azioni import si_puo
from redazione.models import AllegatoEvento, DataEvento, Evento


class EventiFilter(FiltroDaFare):
    voci = {"da_leggere": (_("inviati da leggere"), lambda righe: righe.da_leggere())}
    altre = {
        "bozze": (_("bozze"), lambda righe: righe.bozze()),
        "pubblicati": (_("pubblicati"), lambda righe: righe.filter(stato="pubblicato")),
        "annullati": (_("annullati"), lambda righe: righe.filter(stato="annullato")),
    }


class DataInline(RigheBase):
    model = DataEvento
    fields = ["inizio", "fine", "nota", "annullata"]


class AllegatoInline(RigheBase):
    """Papers: a private file has no address, so the control does not offer one."""

    model = AllegatoEvento
    fields = ["titolo", "data", "file", "indirizzo", "pubblico"]


@admin.register(Evento)
class EventoAdmin(AdminDiTesto):
    campo_testo, campo_titolo = "testo", "titolo"
    list_display = ["titolo", "stato", "organizzatore", "comune", "pubblica_dal", "aggiornato_il"]
    list_filter = [EventiFilter, "stato", "gratuito", "dimostrativo"]
    search_fields = ["titolo", "sommario"]
    search_help_text = _("Cerca per titolo o parola del sommario.")
    filter_horizontal = ["fonti"]
    readonly_fields = ["stato", "motivo", "dall_ente"]
    inlines = [DataInline, AllegatoInline]
    change_list_template = "admin/redazione/eventi.html"
    change_form_template = "admin/redazione/evento.html"
    fieldsets = [
        (_("Che cos’è"), {"fields": ["titolo", "sommario", "testo", "per_chi", "organizzatore"]}),
        (_("Dove"), {"fields": ["comune", "luogo", "online"]}),
        (_("Quanto costa"), {"fields": ["gratuito", "prezzo"]}),
        (_("A che punto è"), {"fields": ["stato", "motivo", "dall_ente", "pubblica_dal", "pubblica_fino"]}),
        (_("Fonti"), {"fields": ["fonti", "certezza", "dimostrativo"]}),
        (_("Solo per ATS"), {"fields": ["nota", "slug"]}),
    ]
    viste = {
        "restituisci": (RestituisciView, "return"),
        "pubblica": (PubblicaView, "publish"),
        "annulla": (AnnullaView, "cancel"),
    }

    def get_urls(self):
        """Add the pages of the actions and of the import."""
        importa = {
            "importa-calendario/": (CaricaIcsView, "ics_upload"),
            "importa-calendario/<int:pk>/": (AnteprimaIcsView, "ics_preview"),
        }
        pagine = {f"<int:pk>/{parola}/": vista for parola, vista in self.viste.items()} | importa
        return [
            path(
                indirizzo,
                self.admin_site.admin_view(vista.as_view(admin_site=self.admin_site)),
                name=f"redazione_evento_{nome}",
            )
            for indirizzo, (vista, nome) in pagine.items()
        ] + super().get_urls()

    def changelist_view(self, request, extra_context=None):
        """Add the way to the import, for who may use it."""
        puo = self.has_add_permission(request) and self.has_change_permission(request)
        importa = reverse("admin:redazione_evento_ics_upload") if puo else ""
        return super().changelist_view(request, {**(extra_context or {}), "calendario": importa})

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        """Add which actions its state allows."""
        context["si_puo"] = {azione: bool(obj) and si_puo(azione, obj) for azione in self.viste}
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)
