"""The log of the mail to many, by recipient."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from comunicazioni.models import DestinatarioComunicazione
from core.admin import AdminInSolaLettura


@admin.register(DestinatarioComunicazione)
class DestinatarioComunicazioneAdmin(AdminInSolaLettura):
    list_display = ["indirizzo", "organizzazione", "comunicazione", "stato", "stato_dal", "perche"]
    list_filter = ["stato", ("comunicazione", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["indirizzo", "organizzazione__denominazione", "comunicazione__oggetto", "perche"]
    search_help_text = _("Cerca per indirizzo, organizzazione, oggetto o motivo.")
    fields = list_display

    def has_delete_permission(self, request, obj=None):
        """Return False: a log is not deleted."""
        return False
