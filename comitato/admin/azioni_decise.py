"""Action points in the admin: what is late, what waits to be verified; each step with its own page."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comitato.accesso import e_segreteria
from comitato.admin.azioni import AzioneDiSegreteria, TuttoPrima, indirizzi
from comitato.admin.base import AdminDelComitato
from comitato.decisioni.azioni import annulla, riferisci, rimanda, verifica
from comitato.decisioni.forms import CheMancaForm, ComeForm, PercheForm, ResocontoForm
from comitato.models import Azione
from core.admin import AdminInSolaLettura

Stato = Azione.Stato


class SuAzione(AzioneDiSegreteria):
    """One action of the secretariat on an action point: what ``atto`` does with the words of the form."""

    modello = Azione
    permission_required = "comitato.change_seduta"
    atto = None

    def esegui(self, form):
        """Do it."""
        type(self).atto(azione=self.riga, utente=self.request.user, **form.cleaned_data)


class RiferisciView(SuAzione):
    """Write for a body that its action point is done."""

    form_class = ResocontoForm
    titolo = _("Segna fatta per conto dell’ente")
    bottone = _("Segna fatta")
    fatto = _("Segnata come fatta: ora la verifica un’altra persona.")
    atto = staticmethod(riferisci)


class VerificaView(SuAzione):
    """Close an action point."""

    form_class = ComeForm
    titolo = _("Verifica e chiudi")
    bottone = _("Chiudi l’azione")
    fatto = _("Azione chiusa.")
    atto = staticmethod(verifica)

    def avviso(self):
        """Repeat what the body wrote."""
        return gettext("L’ente ha scritto: %(resoconto)s") % {"resoconto": self.riga.resoconto}


class RimandaView(SuAzione):
    """Send an action point back."""

    form_class = CheMancaForm
    titolo = _("Rimanda all’ente")
    bottone = _("Rimanda")
    fatto = _("Azione rimandata: l’ente riceve il motivo.")
    atto = staticmethod(rimanda)


class AnnullaView(SuAzione):
    """Cancel an action point."""

    form_class = PercheForm
    titolo = _("Annulla l’azione")
    bottone = _("Annulla l’azione")
    fatto = _("Azione annullata.")
    pericolo = True
    atto = staticmethod(annulla)


class AzioniFilter(TuttoPrima):
    voci = {
        "da_verificare": (_("da verificare"), lambda righe: righe.da_verificare()),
        "in_ritardo": (_("in ritardo"), lambda righe: righe.in_ritardo()),
    }
    altre = {"aperte": (_("da fare"), lambda righe: righe.aperte())}


@admin.register(Azione)
class AzioneAdmin(AdminInSolaLettura, AdminDelComitato):
    list_display = ["testo", "ente", "scade_il", "priorita", "stato", "di_quale_decisione"]
    list_filter = [AzioniFilter, "stato", "priorita", "decisione__seduta__dimostrativo"]
    list_select_related = ["ente", "decisione"]
    search_fields = ["testo", "ente__denominazione", "decisione__titolo"]
    search_help_text = _("Cerca per azione, ente o decisione.")
    date_hierarchy = "scade_il"
    change_form_template = "admin/comitato/azione.html"
    fields = [
        *("testo", "di_quale_decisione", "ente", "scade_il", "priorita", "stato"),
        *("rimandata", "fatta_il", "resoconto", "riferita_da"),
        *("verificata_il", "verificata_da", "verifica", "promemoria_il"),
    ]
    readonly_fields = ["di_quale_decisione"]

    def get_fields(self, request, obj=None):
        """Return what there is to read; who did it is for the secretariat."""
        persone = () if e_segreteria(request.user) else ("riferita_da", "verificata_da")
        campi = [nome for nome in self.fields if nome not in persone]
        return [nome for nome in campi if nome in self.readonly_fields or obj is None or getattr(obj, nome)]

    def has_delete_permission(self, request, obj=None):
        """Return False: an action point is cancelled, with the reason."""
        return False

    def da_fare(self, request):
        """Return the lines of the secretariat."""
        return super().da_fare(request) if e_segreteria(request.user) else []

    def get_urls(self):
        pagine = {
            "<int:pk>/fatta/": ("comitato_azione_report", RiferisciView),
            "<int:pk>/verifica/": ("comitato_azione_verify", VerificaView),
            "<int:pk>/rimanda/": ("comitato_azione_return", RimandaView),
            "<int:pk>/annulla/": ("comitato_azione_cancel", AnnullaView),
        }
        return indirizzi(self.admin_site, pagine) + super().get_urls()

    def render_change_form(self, request, context, *args, **kwargs):
        """Show the sheet, with what the secretariat may do now."""
        context["segreteria"] = e_segreteria(request.user)
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description=_("decisione"))
    def di_quale_decisione(self, azione):
        indirizzo = reverse("admin:comitato_decisione_change", args=[azione.decisione_id])
        return format_html('<a href="{}">{}</a>', indirizzo, azione.decisione)
