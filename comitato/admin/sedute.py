"""Meetings in the admin: the register of all of them, the sheet of one, its items with their papers."""

from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from comitato.accesso import e_segreteria
from comitato.admin.azioni import TuttoPrima, indirizzi
from comitato.admin.base import AdminDelComitato
from comitato.admin.sedute_agenda import AgendaView, CopiaOrdineView, RiordinaView, TogliPuntoView
from comitato.admin.sedute_azioni import (
    AnnullaView,
    ApriView,
    CambiaView,
    ChiudiView,
    ComunicaView,
    ConvocaView,
)
from comitato.admin.sedute_pagine import (
    AnnunciaView,
    CartaView,
    IcsView,
    PacchettoView,
    PresenzeView,
    SedutaView,
)
from comitato.models import CartaPunto, PuntoOdg, Seduta
from comitato.sedute.ordine import MODIFICABILI, segna_cambiata
from core.admin import RigheBase

Stato = Seduta.Stato
FINITE = (Stato.CHIUSA, Stato.ANNULLATA)


class SeduteFilter(TuttoPrima):
    voci = {
        "da_convocare": (_("da convocare"), lambda righe: righe.filter(stato=Stato.PREPARAZIONE)),
        "da_comunicare": (
            _("cambiate, da comunicare"),
            lambda righe: righe.filter(stato=Stato.CONVOCATA, da_comunicare=True),
        ),
        "da_chiudere": (_("passate, da chiudere"), lambda righe: righe.da_chiudere()),
    }
    altre = {"prossime": (_("convocate o aperte"), lambda righe: righe.prossime())}


@admin.register(Seduta)
class SedutaAdmin(AdminDelComitato):
    list_display = ["apri_pagina", "quando", "modo", "stato", "luogo", "dimostrativo"]
    list_display_links = None
    list_filter = [SeduteFilter, "stato", "modo", "piano", "dimostrativo"]
    search_fields = ["titolo", "luogo"]
    search_help_text = _("Cerca per oggetto o per luogo.")
    date_hierarchy = "inizio"
    change_list_template = "admin/comitato/adempimenti.html"
    change_form_template = "admin/comitato/seduta.html"
    fields = [
        "titolo",
        "piano",
        "modo",
        "inizio",
        "termine",
        "luogo",
        "collegamento",
        "istantanea",
        "dimostrativo",
    ]

    def get_queryset(self, request):
        """Return the meetings; those being prepared are for the secretariat alone."""
        righe = super().get_queryset(request)
        return righe if e_segreteria(request.user) else righe.convocate()

    def get_readonly_fields(self, request, obj=None):
        """Return what only an action changes: once convened, how, when and where."""
        if obj is None or obj.stato == Stato.PREPARAZIONE:
            return []
        return [campo for campo in self.fields if campo not in ("piano", "istantanea")]

    def has_change_permission(self, request, obj=None):
        """Allow the secretariat, until the meeting is over."""
        return super().has_change_permission(request, obj) and (obj is None or obj.stato not in FINITE)

    def has_delete_permission(self, request, obj=None):
        """Return False: a meeting is called off, and stays in the register."""
        return False

    def da_fare(self, request):
        """Return the lines of the secretariat; for a member, the meetings to come."""
        if e_segreteria(request.user) or not self.has_view_permission(request):
            return super().da_fare(request)
        elenco = reverse("admin:comitato_seduta_changelist")
        return [
            {
                "etichetta": _("in arrivo: leggi le carte e di’ se ci sei"),
                "numero": self.get_queryset(request).prossime().count(),
                "indirizzo": f"{elenco}?da_fare=prossime",
            }
        ]

    def get_urls(self):
        pagine = {
            "<int:pk>/seduta/": ("comitato_meeting", SedutaView),
            "<int:pk>/seduta/risposta/": ("comitato_meeting_announce", AnnunciaView),
            "<int:pk>/seduta/carte/": ("comitato_meeting_papers", PacchettoView),
            "<int:pk>/seduta/carte/<int:carta>/": ("comitato_meeting_paper", CartaView),
            "<int:pk>/seduta/seduta.ics": ("comitato_meeting_ics", IcsView),
            "<int:pk>/ordine/": ("comitato_seduta_agenda", AgendaView),
            "<int:pk>/ordine/riordina/": ("comitato_seduta_reorder", RiordinaView),
            "<int:pk>/ordine/copia/": ("comitato_seduta_copy", CopiaOrdineView),
            "<int:pk>/convoca/": ("comitato_seduta_convene", ConvocaView),
            "<int:pk>/cambia/": ("comitato_seduta_move", CambiaView),
            "<int:pk>/comunica/": ("comitato_seduta_tell", ComunicaView),
            "<int:pk>/annulla/": ("comitato_seduta_cancel", AnnullaView),
            "<int:pk>/apri/": ("comitato_seduta_open", ApriView),
            "<int:pk>/presenze/": ("comitato_seduta_attendance", PresenzeView),
            "<int:pk>/chiudi/": ("comitato_seduta_close", ChiudiView),
        }
        return indirizzi(self.admin_site, pagine) + super().get_urls()

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show the sheet; who only reads is sent to the page of the meeting, where everything is."""
        if request.method == "GET" and object_id.isdecimal() and len(object_id) < 19:
            seduta = self.get_queryset(request).filter(pk=object_id).first()
            if (
                seduta
                and self.has_view_permission(request)
                and not self.has_change_permission(request, seduta)
            ):
                return HttpResponseRedirect(reverse("admin:comitato_meeting", args=[seduta.pk]))
        return super().change_view(request, object_id, form_url, extra_context)

    def response_add(self, request, obj, post_url_continue=None):
        """Go on to the agenda."""
        return HttpResponseRedirect(reverse("admin:comitato_seduta_agenda", args=[obj.pk]))

    @admin.display(description=_("seduta"), ordering="numero")
    def apri_pagina(self, seduta):
        indirizzo = reverse("admin:comitato_meeting", args=[seduta.pk])
        return format_html('<a href="{}">{}</a>', indirizzo, seduta)

    @admin.display(description=_("quando"), ordering="inizio")
    def quando(self, seduta):
        return f"{timezone.localtime(seduta.termine or seduta.inizio):%d/%m/%Y %H:%M}"


class CartaInline(RigheBase):
    """The papers of an item: a PDF or an address, and who may read it."""

    model = CartaPunto
    fields = ["titolo", "file", "indirizzo", "accesso"]


@admin.register(PuntoOdg)
class PuntoOdgAdmin(AdminDelComitato):
    """The sheet of an item, with its papers: for the secretariat. Others read the page of the meeting."""

    inlines = [CartaInline]
    list_display = ["__str__", "seduta", "tipo", "minuti", "riservato"]
    list_filter = ["tipo", "seduta__stato"]
    list_select_related = ["seduta"]
    search_fields = ["titolo", "seduta__titolo"]
    search_help_text = _("Cerca per titolo del punto o della seduta.")
    fields = ["titolo", "tipo", "minuti", "progetto", "candidatura", "riservato"]

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) and e_segreteria(request.user)

    def has_module_permission(self, request):
        """Return False: one comes here from the agenda of a meeting."""
        return False

    def has_add_permission(self, request):
        """Return False: an item is added in the agenda of its meeting."""
        return False

    def has_change_permission(self, request, obj=None):
        finita = obj is not None and obj.seduta.stato in FINITE
        return super().has_change_permission(request, obj) and not finita

    def has_delete_permission(self, request, obj=None):
        """Return False: an item is taken away from the agenda, whose numbers close up."""
        return False

    def get_readonly_fields(self, request, obj=None):
        """Return what no longer changes once the meeting is open: papers may still be handed out."""
        return self.fields if obj is not None and obj.seduta.stato not in MODIFICABILI else []

    def get_urls(self):
        pagine = {"<int:pk>/togli/": ("comitato_puntoodg_remove", TogliPuntoView)}
        return indirizzi(self.admin_site, pagine) + super().get_urls()

    def save_related(self, request, form, formsets, change):
        """Save the papers; the Comitato will be told that something changed."""
        super().save_related(request, form, formsets, change)
        if form.has_changed() or any(righe.has_changed() for righe in formsets):
            segna_cambiata(Seduta.objects.select_for_update().get(pk=form.instance.seduta_id))

    def response_change(self, request, obj):
        """Go back to the agenda, unless one wants to stay."""
        if "_continue" in request.POST:
            return super().response_change(request, obj)
        return HttpResponseRedirect(reverse("admin:comitato_seduta_agenda", args=[obj.seduta_id]))
