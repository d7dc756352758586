"""Needs in the admin: two lists that nobody writes by hand, and the page that sums them up."""

from django.contrib import admin
from django.urls import path
from django.utils.translation import gettext_lazy as _

from core.admin.sola_lettura import AdminInSolaLettura
from ricerca.admin.pagina import BisogniView
from ricerca.admin.settimane import SettimaneFilter
from ricerca.models import RicercaSenzaEsito, ServizioMancante


class AdminBisogni(AdminInSolaLettura):
    """A list of counts, with the way to the page that sums them up."""

    change_list_template = "admin/ricerca/elenco_bisogni.html"


@admin.register(RicercaSenzaEsito)
class RicercaSenzaEsitoAdmin(AdminBisogni):
    list_display = ["termini", "comune", "settimana", "numero"]
    list_filter = [SettimaneFilter, ("comune", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["termini", "comune__nome"]
    search_help_text = _("Cerca per parola o comune. Se qualcuno ha scritto un nome, cancella la riga.")

    def get_urls(self):
        pagina = self.admin_site.admin_view(BisogniView.as_view(admin_site=self.admin_site))
        return [path("che-cosa-non-si-trova/", pagina, name="ricerca_needs"), *super().get_urls()]


@admin.register(ServizioMancante)
class ServizioMancanteAdmin(AdminBisogni):
    list_display = ["tipologia", "comune", "periodo", "settimana", "numero"]
    list_filter = [
        SettimaneFilter,
        ("comune", admin.RelatedOnlyFieldListFilter),
        ("tipologia", admin.RelatedOnlyFieldListFilter),
    ]
    search_fields = ["tipologia__label", "comune__nome"]
