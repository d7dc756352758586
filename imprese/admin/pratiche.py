"""Good practices in the admin: what waits for approval, what has to be looked at again."""

from datetime import timedelta

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.admin import AdminConStoria, FiltroDaFare, RigheBase
from imprese.models import BuonaPratica, Certificazione

PRESTO = timedelta(days=60)


class PraticheFilter(FiltroDaFare):
    voci = {
        "da_approvare": (_("da approvare"), lambda righe: righe.filter(approvata_il=None)),
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

    list_display = ["titolo", "settore", "dimensione", "approvata_il", "da_rivedere_entro", "pubblicata"]
    list_filter = [PraticheFilter, "settore", "dimensione", "dimostrativo"]
    search_fields = ["titolo", "impresa", "misure", "da_copiare"]
    filter_horizontal = ["temi", "servizi", "fonti"]
    inlines = [CertificazioneInline]
