"""Saved searches in the admin: how many there are and what they look for. Whose they are is not shown."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core.admin import AdminInSolaLettura
from ricerca import salvate
from ricerca.models import RicercaSalvata


@admin.register(RicercaSalvata)
class RicercaSalvataAdmin(AdminInSolaLettura):
    list_display = ["che_cosa", "frequenza", "creata_il", "confermata_il", "esaminata_il"]
    list_filter = ["frequenza", ("confermata_il", admin.EmptyFieldListFilter)]
    search_fields = ["domanda"]
    search_help_text = _("Cerca fra le parole e i filtri delle ricerche.")
    fields = list_display

    @admin.display(description=_("ricerca"), ordering="domanda")
    def che_cosa(self, ricerca):
        """Return the search in words."""
        return salvate.in_breve(ricerca.domanda)

    def lookup_allowed(self, lookup, value, request):
        """Return False for the address and the code: nor are they guessed, a letter at a time."""
        return not lookup.startswith(("email", "codice")) and super().lookup_allowed(lookup, value, request)

    def delete_model(self, request, obj):
        """Delete a search and its e-mails."""
        salvate.smetti(codice=obj.codice)

    def delete_queryset(self, request, queryset):
        """Delete searches and their e-mails."""
        for ricerca in queryset:
            salvate.smetti(codice=ricerca.codice)
