"""Requests to join in the admin: the oldest first; accept, ask for corrections, decline."""

from django.contrib import admin
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from aderenti.admin.azioni_domande import AccogliView, CorreggiView, DocumentoView, RespingiView
from aderenti.domande import correzioni_di, elimina_domanda
from aderenti.doppioni import doppioni
from aderenti.models import DomandaAdesione
from core.admin import AdminInSolaLettura, FiltroDaFare

Stato = DomandaAdesione.Stato


class DomandeFilter(FiltroDaFare):
    voci = {"da_esaminare": (_("da esaminare"), lambda righe: righe.da_decidere())}
    altre = {
        "da_correggere": (_("aspettano correzioni"), lambda righe: righe.filter(stato=Stato.DA_CORREGGERE)),
        "chiuse": (_("chiuse"), lambda righe: righe.exclude(stato__in=DomandaAdesione.APERTE)),
    }


@admin.register(DomandaAdesione)
class DomandaAdesioneAdmin(AdminInSolaLettura):
    list_display = ["denominazione", "categoria", "sede", "stato", "giorni"]
    list_filter = [DomandeFilter, "categoria"]
    list_select_related = ["categoria", "comune"]
    search_fields = ["denominazione", "codice_fiscale", "comune__nome", "sede_nome"]
    search_help_text = _("Cerca per nome, codice fiscale o sede.")
    change_form_template = "admin/aderenti/domanda.html"
    fieldsets = [
        (
            _("A che punto è"),
            {"fields": ["stato", "inviata_il", "decisa_il", "decisa_da", "scheda", "motivo"]},
        ),
        (
            _("Chi è"),
            {"fields": ["denominazione", "categoria", "natura", "forma_giuridica", "codice_fiscale"]},
        ),
        (_("Dove"), {"fields": ["indirizzo", "cap", "comune", "sede_nome"]}),
        (_("Contatti dell'ufficio"), {"fields": ["email", "telefono", "pec", "sito"]}),
        (_("La domanda"), {"fields": ["perche", "referente_ruolo", "referente_email", "adesione"]}),
    ]

    def has_delete_permission(self, request, obj=None):
        """Return whether the request may be forgotten: one that came to nothing, when who sent it asks."""
        a_vuoto = obj is not None and obj.stato in (Stato.RESPINTA, Stato.RITIRATA)
        return a_vuoto and super().has_delete_permission(request, obj)

    def delete_model(self, request, obj):
        elimina_domanda(domanda=obj)

    def view_on_site(self, obj):
        return None

    def get_readonly_fields(self, request, obj=None):
        return [campo for _titolo, gruppo in self.fieldsets for campo in gruppo["fields"]]

    def get_urls(self):
        pagine = {
            "accogli": ("accept", AccogliView),
            "correzioni": ("return", CorreggiView),
            "respingi": ("decline", RespingiView),
            "documento": ("document", DocumentoView),
        }
        return [
            path(
                f"<int:pk>/{percorso}/",
                self.admin_site.admin_view(vista.as_view(admin_site=self.admin_site)),
                name=f"aderenti_domandaadesione_{nome}",
            )
            for percorso, (nome, vista) in pagine.items()
        ] + super().get_urls()

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show a request with what helps to decide: bodies that may be the same, corrections, history."""
        domanda = self.get_object(request, object_id)
        extra = {"domanda": domanda}
        if domanda:
            extra |= {
                "doppioni": domanda.aperta
                and doppioni(denominazione=domanda.denominazione, codice_fiscale=domanda.codice_fiscale),
                "correzioni": correzioni_di(domanda),
                "eventi": domanda.eventi.select_related("utente"),
                "decide": domanda.aperta and request.user.has_perm("aderenti.change_domandaadesione"),
            }
        return super().change_view(request, object_id, form_url, extra | (extra_context or {}))

    @admin.display(description=_("sede"), ordering="comune__nome")
    def sede(self, domanda):
        return domanda.sede

    @admin.display(description=_("arrivata da"), ordering="-inviata_il")
    def giorni(self, domanda):
        """Return how long it has waited, or how long it took."""
        fine = timezone.localdate(domanda.decisa_il)
        numero = (fine - timezone.localdate(domanda.inviata_il)).days
        return ngettext("%(n)d giorno", "%(n)d giorni", numero) % {"n": numero} if numero else _("oggi")

    @admin.display(description=_("organizzazione"))
    def scheda(self, domanda):
        if not domanda.organizzazione_id:
            return "–"
        indirizzo = reverse("admin:aderenti_organizzazione_change", args=[domanda.organizzazione_id])
        return format_html('<a href="{}">{}</a>', indirizzo, domanda.organizzazione)

    @admin.display(description=_("adesione firmata"))
    def adesione(self, domanda):
        if not domanda.documento:
            return _("non ancora mandata")
        indirizzo = reverse("admin:aderenti_domandaadesione_document", args=[domanda.pk])
        return format_html('<a href="{}">{}</a>', indirizzo, _("Scarica il PDF"))
