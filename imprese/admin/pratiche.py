"""Good practices in the admin: what members send, what waits for approval, what has to be looked at again."""

from datetime import timedelta

from django.contrib import admin
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.admin import AdminConStoria, FiltroDaFare, RigheBase
from imprese.admin.pratiche_azioni import ApprovaView, RestituisciView, RispondiView
from imprese.models import BuonaPratica, Certificazione
from imprese.pratiche.azioni import si_puo

PRESTO = timedelta(days=60)
Lavoro = BuonaPratica.Lavoro


class PraticheFilter(FiltroDaFare):
    voci = {
        "da_leggere": (_("da leggere"), lambda righe: righe.da_leggere()),
        "da_correggere": (_("con una correzione chiesta"), lambda righe: righe.da_correggere()),
        "da_approvare": (
            _("di ATS, da approvare"),
            lambda righe: righe.filter(lavoro=Lavoro.DI_ATS, approvata_il=None),
        ),
        "da_rivedere": (
            _("da rivedere entro 60 giorni"),
            lambda righe: righe.filter(pubblicata=True, da_rivedere_entro__lte=timezone.localdate() + PRESTO),
        ),
    }
    altre = {
        "pubblicate": (_("pubblicate"), lambda righe: righe.pubblicati()),
        "dagli_enti": (
            _("bozze degli enti e restituite"),
            lambda righe: righe.filter(lavoro__in=[Lavoro.BOZZA, Lavoro.RESTITUITA]),
        ),
    }


class CertificazioneInline(RigheBase):
    """The certifications of the firm."""

    model = Certificazione


@admin.register(BuonaPratica)
class BuonaPraticaAdmin(AdminConStoria):
    """Written by ATS with the firm, or sent by a member; the constraints ask what publishing needs.

    What a member is writing is looked at, not changed.
    """

    list_display = ["titolo", "settore", "dimensione", "lavoro", "da_rivedere_entro", "pubblicata"]
    list_filter = [PraticheFilter, "settore", "dimensione", "dimostrativo"]
    search_fields = ["titolo", "impresa", "misure", "da_copiare"]
    readonly_fields = ["lavoro"]
    filter_horizontal = ["temi", "servizi", "fonti"]
    inlines = [CertificazioneInline]
    change_form_template = "admin/imprese/pratica.html"
    viste = {
        "restituisci": (RestituisciView, "return"),
        "approva": (ApprovaView, "approve"),
        "rispondi": (RispondiView, "answer"),
    }

    def get_urls(self):
        """Add the pages of the actions."""
        return [
            path(
                f"<int:pk>/{parola}/",
                self.admin_site.admin_view(vista.as_view(admin_site=self.admin_site)),
                name=f"imprese_buonapratica_{nome}",
            )
            for parola, (vista, nome) in self.viste.items()
        ] + super().get_urls()

    def has_change_permission(self, request, obj=None):
        """Return False for what its member is writing."""
        return super().has_change_permission(request, obj) and not (obj is not None and obj.da_scrivere)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        """Add which actions its state allows, and what was written about it to who may answer."""
        cura = obj is not None and request.user.has_perm("imprese.change_buonapratica")
        commenti = list(obj.commenti.all()) if cura else []
        context["commenti"] = commenti
        context["si_puo"] = {
            "restituisci": cura and si_puo("restituisci", obj),
            "approva": cura and si_puo("approva", obj),
            "rispondi": any(c.dall_ente and not c.risolto_il for c in commenti),
        }
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)
