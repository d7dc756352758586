"""The register of decisions in the admin: list, search, download, the sheet with votes and follow-up."""

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from comitato.accesso import chi_chiede, e_segreteria
from comitato.admin.azioni import TuttoPrima, indirizzi
from comitato.admin.base import AdminDelComitato
from comitato.admin.decisioni_azioni import (
    AffidaView,
    CorreggiView,
    PrendiView,
    ProponiView,
    RitiraView,
    VotiView,
)
from comitato.admin.decisioni_voto import VotaView
from comitato.decisioni.registro import INTESTAZIONI, riga_del_foglio
from comitato.decisioni.scritta import perche_non_vota
from comitato.decisioni.voti import conteggio, quorum, righe
from comitato.models import Decisione
from core.admin import AdminInSolaLettura
from core.fogli.scrittura import FORMATI, scrivi

Esito = Decisione.Esito


class DecisioniFilter(TuttoPrima):
    voci = {
        "da_prendere": (_("votazioni scritte finite, da chiudere"), lambda righe: righe.da_prendere()),
        "da_riesaminare": (_("riesami scaduti"), lambda righe: righe.da_riesaminare()),
    }
    altre = {"da_votare": (_("da votare"), lambda righe: righe.filter(esito=Esito.PROPOSTA))}


@admin.register(Decisione)
class DecisioneAdmin(AdminInSolaLettura, AdminDelComitato):
    list_display = ["numero_e_anno", "titolo", "esito", "presa_il", "di_quale_seduta", "di_quale_progetto"]
    list_display_links = ["numero_e_anno", "titolo"]
    list_filter = [DecisioniFilter, "esito", "anno", "seduta__dimostrativo", "avviso"]
    list_select_related = ["seduta", "progetto__alleanza__ambito", "progetto__alleanza__piano"]
    search_fields = ["titolo", "testo", "progetto__titolo", "progetto__code"]
    search_help_text = _("Cerca per oggetto, testo o progetto.")
    change_form_template = "admin/comitato/decisione.html"
    change_list_template = "admin/comitato/decisioni.html"
    fields = ["titolo"]

    def get_queryset(self, request):
        """Return the decisions; those of meetings being prepared are for the secretariat alone."""
        tutte = super().get_queryset(request)
        return tutte if e_segreteria(request.user) else tutte.filter(seduta__numero__isnull=False)

    def has_delete_permission(self, request, obj=None):
        """Return False: the register has no gaps."""
        return False

    def da_fare(self, request):
        """Return the lines of the secretariat."""
        return super().da_fare(request) if e_segreteria(request.user) else []

    def get_urls(self):
        pagine = {
            "proponi/": ("comitato_decisione_propose", ProponiView),
            "<int:pk>/correggi/": ("comitato_decisione_correct", CorreggiView),
            "<int:pk>/ritira/": ("comitato_decisione_withdraw", RitiraView),
            "<int:pk>/voti/": ("comitato_decisione_votes", VotiView),
            "<int:pk>/vota/": ("comitato_decisione_vote", VotaView),
            "<int:pk>/prendi/": ("comitato_decisione_take", PrendiView),
            "<int:pk>/azione/": ("comitato_azione_assign", AffidaView),
        }
        foglio = self.admin_site.admin_view(self.scarica)
        return [
            *indirizzi(self.admin_site, pagine),
            path("foglio/<slug:formato>/", foglio, name="comitato_decisione_download"),
            *super().get_urls(),
        ]

    def scarica(self, request, formato):
        """Return the list as it is filtered, as a spreadsheet.

        Raises Http404 for another format, and for a filter that the list does not have.
        """
        if not self.has_view_permission(request):
            raise PermissionDenied
        if formato not in FORMATI:
            raise Http404
        try:
            scelte = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters as errore:
            raise Http404 from errore
        scelte = scelte.select_related("sostituisce", "sostituita_da", "avviso")
        dati = [riga_del_foglio(riga) for riga in scelte.prefetch_related("voti", "azioni")]
        return scrivi(formato, "decisioni-del-comitato", INTESTAZIONI, dati)

    def changelist_view(self, request, extra_context=None):
        """Show the list, with the ways to take it away as it is filtered."""
        chiesto = request.GET.urlencode()
        extra = {"formati": FORMATI, "chiesto": chiesto, "segreteria": e_segreteria(request.user)}
        return super().changelist_view(request, extra | (extra_context or {}))

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        """Show the sheet: text, votes, action points, what replaces it."""
        chi = chi_chiede(request)
        tutte = righe(obj)
        azioni = obj.azioni.select_related("ente").order_by("scade_il", "pk")
        context |= {
            "chi": chi,
            "decisione": obj,
            "righe": tutte,
            "conto": conteggio(obj, tutte),
            "quorum": quorum(obj),
            "azioni": azioni,
            "riesame": riesame(obj),
            "si_vota": obj.esito == Esito.PROPOSTA and not perche_non_vota(obj, chi),
            "title": str(obj),
            "subtitle": None,
        }
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    @admin.display(description=_("numero"), ordering=["anno", "numero"])
    def numero_e_anno(self, decisione):
        return f"{decisione.numero}/{decisione.anno}" if decisione.numero else "–"

    @admin.display(description=_("seduta"), ordering="seduta")
    def di_quale_seduta(self, decisione):
        indirizzo = reverse("admin:comitato_meeting", args=[decisione.seduta_id])
        segno = f" ({_('dati dimostrativi')})" if decisione.seduta.dimostrativo else ""
        return format_html('<a href="{}">{}</a>{}', indirizzo, decisione.seduta, segno)

    @admin.display(description=_("progetto"), empty_value="–")
    def di_quale_progetto(self, decisione):
        return decisione.progetto


def riesame(decisione):
    """Return the decision that looked again at the project of this one; None when none did."""
    if not decisione.riesame_entro or decisione.numero is None:
        return None
    dopo = Decisione.objects.prese().filter(progetto=decisione.progetto_id, pk__gt=decisione.pk)
    return dopo.filter(presa_il__gte=decisione.presa_il).order_by("pk").first()
