"""Minutes in the admin: the list, the sheet of one with text, comments and what citizens will read."""

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from comitato.accesso import chi_chiede, e_segreteria
from comitato.admin.azioni import TuttoPrima, indirizzi
from comitato.admin.base import AdminDelComitato
from comitato.admin.verbali_pagine import (
    ApprovaView,
    ApriCommentiView,
    CommentaView,
    PubblicaView,
    RispondiView,
    ScriviView,
)
from comitato.models import CommentoVerbale, Seduta, Verbale
from comitato.verbali.forms import CommentoForm
from core.admin import AdminInSolaLettura

Stato = Verbale.Stato


def _con_domande(righe):
    """Return the minutes with a comment that nobody answered."""
    aperti = CommentoVerbale.objects.filter(verbale=OuterRef("pk"), risposta="")
    return righe.filter(Exists(aperti), stato=Stato.COMMENTI)


class VerbaliFilter(TuttoPrima):
    voci = {
        "da_finire": (
            _("bozze di sedute chiuse"),
            lambda righe: righe.filter(stato=Stato.BOZZA, seduta__stato=Seduta.Stato.CHIUSA),
        ),
        "commenti": (_("con commenti senza risposta"), _con_domande),
        "da_pubblicare": (_("da pubblicare"), lambda righe: righe.filter(stato=Stato.APPROVATO)),
    }


@admin.register(Verbale)
class VerbaleAdmin(AdminInSolaLettura, AdminDelComitato):
    list_display = ["seduta", "stato", "approvato_in", "pubblicato_il", "aggiornato_il"]
    list_filter = [VerbaliFilter, "stato", "seduta__dimostrativo"]
    list_select_related = ["seduta", "approvato_in"]
    search_fields = ["seduta__titolo", "testo"]
    search_help_text = _("Cerca per oggetto della seduta o nel testo.")
    change_form_template = "admin/comitato/verbale.html"
    change_list_template = "admin/comitato/verbali.html"
    fields = ["seduta"]

    def get_queryset(self, request):
        """Return the minutes; drafts are for the secretariat alone."""
        tutti = super().get_queryset(request)
        return tutti if e_segreteria(request.user) else tutti.exclude(stato=Stato.BOZZA)

    def has_delete_permission(self, request, obj=None):
        """Return False: minutes stay."""
        return False

    def da_fare(self, request):
        """Return the lines of the secretariat."""
        return super().da_fare(request) if e_segreteria(request.user) else []

    def get_urls(self):
        pagine = {
            "scrivi/<int:pk>/": ("comitato_verbale_write", ScriviView),
            "<int:pk>/commenti/": ("comitato_verbale_open", ApriCommentiView),
            "<int:pk>/commenta/": ("comitato_verbale_comment", CommentaView),
            "<int:pk>/commenti/<int:commento>/": ("comitato_verbale_answer", RispondiView),
            "<int:pk>/approva/": ("comitato_verbale_approve", ApprovaView),
            "<int:pk>/pubblica/": ("comitato_verbale_publish", PubblicaView),
        }
        return indirizzi(self.admin_site, pagine) + super().get_urls()

    def changelist_view(self, request, extra_context=None):
        """Show the list, with the meetings whose minutes nobody has begun."""
        extra = {}
        if e_segreteria(request.user):
            tenute = Seduta.objects.filter(stato__in=[Seduta.Stato.APERTA, Seduta.Stato.CHIUSA])
            extra["da_scrivere"] = tenute.filter(verbale=None)
        return super().changelist_view(request, extra | (extra_context or {}))

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        """Show the text, the comments, what citizens will read."""
        chi = chi_chiede(request)
        commenta = obj.stato == Stato.COMMENTI and chi.scrive
        context |= {
            "chi": chi,
            "verbale": obj,
            "commenti": obj.commenti.select_related("seggio__ente"),
            "commento_nuovo": CommentoForm() if commenta else None,
            "si_risponde": obj.stato == Stato.COMMENTI and chi.segreteria,
            "riservati": obj.seduta.punti.filter(riservato=True).count(),
            "title": str(obj),
            "subtitle": None,
        }
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)
