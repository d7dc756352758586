"""Frequent questions in the admin."""

from django.contrib import admin, messages
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.admin import FiltroDaFare
from redazione.admin.base import AdminDiTesto
from redazione.models import VoceFaq


class DomandeFilter(FiltroDaFare):
    voci = {
        "da_verificare": (_("non verificate da un anno"), lambda righe: righe.da_verificare()),
        "da_pubblicare": (_("da pubblicare"), lambda righe: righe.filter(pubblicata=False)),
    }


@admin.register(VoceFaq)
class VoceFaqAdmin(AdminDiTesto):
    campo_testo, campo_titolo = "risposta", "domanda"
    list_display = ["domanda", "pubblico", "ordine", "pubblicata", "verificata_il"]
    list_filter = [DomandeFilter, "pubblico", "pubblicata", "dimostrativo"]
    search_fields = ["domanda", "risposta"]
    search_help_text = _("Cerca nelle domande e nelle risposte.")
    actions = ["verificate"]

    @admin.action(description=_("Segna come verificate oggi"), permissions=["change"])
    def verificate(self, request, queryset):
        """Take note that the chosen answers are still right."""
        righe = list(queryset)
        for voce in righe:
            voce.verificata_il = timezone.localdate()
            voce.save(update_fields=["verificata_il", "aggiornato_il"])
        testo = ngettext("%(n)d risposta verificata.", "%(n)d risposte verificate.", len(righe))
        self.message_user(request, testo % {"n": len(righe)}, messages.SUCCESS)
