"""The freshness ladder in the admin: its rules, and what it did."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core.admin import AdminBase, AdminInSolaLettura
from servizi.models import PassoFreschezza, RegolaFreschezza, RichiestaConferma, Verifica


@admin.register(RegolaFreschezza)
class RegolaFreschezzaAdmin(AdminBase):
    list_display = [
        "__str__",
        "frequenza_minima",
        "frequenza_massima",
        "secondo_richiamo",
        "da_confermare",
        "nascosta",
        "telefonata",
    ]
    list_select_related = ["gruppo"]
    search_fields = ["gruppo__label"]
    fieldsets = [
        (None, {"fields": ["gruppo"]}),
        (
            _("Ogni quanto si ricontrolla"),
            {
                "fields": ["frequenza_minima", "frequenza_massima"],
                "description": _("Fra questi limiti sceglie chi cura la scheda."),
            },
        ),
        (
            _("Se nessuno conferma"),
            {
                "fields": ["primo_richiamo", "secondo_richiamo", "da_confermare", "nascosta", "telefonata"],
                "description": _("Giorni dopo quello in cui toccava ricontrollare."),
            },
        ),
    ]


@admin.register(Verifica)
class VerificaAdmin(AdminInSolaLettura):
    list_display = ["servizio", "giorno", "come", "utente", "istante"]
    list_filter = ["come"]
    search_fields = ["servizio__titolo"]
    date_hierarchy = "istante"


@admin.register(PassoFreschezza)
class PassoFreschezzaAdmin(AdminInSolaLettura):
    list_display = ["servizio", "passo", "quando", "ciclo"]
    list_filter = ["passo"]
    search_fields = ["servizio__titolo", "servizio__gestore__denominazione"]
    date_hierarchy = "quando"


@admin.register(RichiestaConferma)
class RichiestaConfermaAdmin(AdminInSolaLettura):
    """The mails asked and answered; the code, which opens the page, is shown to nobody."""

    list_display = ["organizzazione", "destinatario", "creata_il", "usata_il", "scade_il"]
    search_fields = ["organizzazione__denominazione", "destinatario", "righe__servizio__titolo"]
    fields = ["organizzazione", "destinatario", "schede", "creata_il", "scade_il", "usata_il"]
    readonly_fields = ["schede"]

    @admin.display(description=_("schede"))
    def schede(self, richiesta):
        return ", ".join(str(riga) for riga in richiesta.righe.select_related("servizio")) or None
