"""Good practices in the admin: what waits for approval, what has to be looked at again."""

from datetime import timedelta

from django.contrib import admin
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.admin import AdminConStoria, FiltroDaFare, RigheBase
from imprese.admin.pratiche_azioni import ApprovaView, RestituisciView
from imprese.models import BuonaPratica, Certificazione

PRESTO = timedelta(days=60)


class PraticheFilter(FiltroDaFare):
    voci = {
        "da_leggere": (_("inviate da leggere"), lambda righe: righe.da_leggere()),
        "da_approvare": (
            _("di ATS, da approvare"),
            lambda righe: righe.filter(approvata_il=None, lavoro="di_ats"),
        ),
        "da_rivedere": (
            _("da rivedere entro 60 giorni"),
            lambda righe: righe.filter(pubblicata=True, da_rivedere_entro__lte=timezone.localdate() + PRESTO),
        ),
    }
    altre = {"pubblicate": (_("pubblicate"), lambda righe: righe.pubblicati())}


class CertificazioneInline(RigheBase):
    """The certifications of the firm."""

    model = Certificazione


@admin.register(BuonaPratica)
class BuonaPraticaAdmin(AdminConStoria):
    """Written by ATS with the firm; the constraints ask what is needed before it is published."""

    change_form_template = "admin/imprese/pratica.html"
    readonly_fields = ["lavoro"]
    list_display = [
        "titolo",
        "lavoro",
        "settore",
        "dimensione",
        "approvata_il",
        "da_rivedere_entro",
        "pubblicata",
    ]
    list_filter = [PraticheFilter, "settore", "dimensione", "dimostrativo"]
    search_fields = ["titolo", "impresa", "misure", "da_copiare"]
    filter_horizontal = ["temi", "servizi", "fonti"]
    inlines = [CertificazioneInline]

    def get_urls(self):
        """Add the pages of the actions."""
        viste = {"restituisci": (RestituisciView, "return"), "approva": (ApprovaView, "approve")}
        return [
            path(
                f"<int:pk>/{parola}/",
                self.admin_site.admin_view(vista.as_view(admin_site=self.admin_site)),
                name=f"imprese_buonapratica_{nome}",
            )
            for parola, (vista, nome) in viste.items()
        ] + super().get_urls()

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        """Add what ATS wrote to the body, and whether it waits for an answer."""
        context["commenti"] = obj.commenti.all() if obj else []
        context["da_leggere"] = bool(obj) and obj.lavoro == BuonaPratica.Lavoro.INVIATA
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)
