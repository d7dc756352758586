"""Who asked to be told of openings: how many and since when. Whose the addresses are is not shown."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core.admin import AdminInSolaLettura
from progetti.avvisi.iscrizioni import smetti
from progetti.models import IscrizioneAvvisi


@admin.register(IscrizioneAvvisi)
class IscrizioneAvvisiAdmin(AdminInSolaLettura):
    list_display = ["creata_il", "confermata_il"]
    list_filter = [("confermata_il", admin.EmptyFieldListFilter)]
    search_fields = ["email"]
    search_help_text = _("Scrivi l'indirizzo di chi chiede di essere tolto.")
    fields = list_display

    def delete_model(self, request, obj):
        """Delete an address and its e-mails."""
        smetti(codice=obj.codice)

    def delete_queryset(self, request, queryset):
        """Delete addresses and their e-mails."""
        for iscrizione in queryset:
            smetti(codice=iscrizione.codice)
