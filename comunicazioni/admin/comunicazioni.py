"""Mail to a segment: write, choose to whom, look at it, confirm; then only read."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from comunicazioni.admin.anteprima import AnteprimaView
from comunicazioni.forms import ComunicazioneForm
from comunicazioni.models import Comunicazione
from core.admin import AdminBase


@admin.register(Comunicazione)
class ComunicazioneAdmin(AdminBase):
    form = ComunicazioneForm
    change_form_template = "admin/comunicazioni/comunicazione.html"
    list_display = ["oggetto", "a_chi", "stato", "accodata_il", "n_inviate", "n_rifiutate", "n_in_attesa"]
    list_filter = ["stato"]
    search_fields = ["oggetto", "testo", "a_chi"]
    eventi = "destinatari"
    scritta = ["a_chi", "creata_da", *list_display[3:], "n_escluse", "come_arriva"]

    def get_queryset(self, request):
        return super().get_queryset(request).con_esito().select_related("creata_da")

    def get_fieldsets(self, request, obj=None):
        if obj and not obj.e_bozza:
            return [(None, {"fields": self.scritta})]
        return [
            (_("Che cosa scrivi"), {"fields": ["oggetto", "testo"]}),
            (_("A chi"), {"fields": ["segmento", "ambito", "categoria", "piano", "gruppo"]}),
        ]

    def get_readonly_fields(self, request, obj=None):
        return self.scritta if obj and not obj.e_bozza else []

    def has_change_permission(self, request, obj=None):
        """Return False for one that has left."""
        return (obj is None or obj.e_bozza) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        """Return False for one that has left."""
        return (obj is None or obj.e_bozza) and super().has_delete_permission(request, obj)

    def save_model(self, request, obj, form, change):
        """Save a draft, remembering who wrote it; raise PermissionDenied when it has left meanwhile."""
        if change and not Comunicazione.objects.select_for_update().get(pk=obj.pk).e_bozza:
            raise PermissionDenied
        if not change:
            obj.creata_da = request.user
        super().save_model(request, obj, form, change)

    def response_add(self, request, obj, post_url_continue=None):
        return self._verso_l_anteprima(obj)

    def response_change(self, request, obj):
        return self._verso_l_anteprima(obj)

    def _verso_l_anteprima(self, comunicazione):
        return redirect("admin:comunicazioni_comunicazione_preview", comunicazione.pk)

    def get_urls(self):
        anteprima = self.admin_site.admin_view(AnteprimaView.as_view(admin_site=self.admin_site))
        nome = "comunicazioni_comunicazione_preview"
        return [path("<int:pk>/anteprima/", anteprima, name=nome), *super().get_urls()]

    @admin.display(description=_("come è arrivata"))
    def come_arriva(self, comunicazione):
        inviato = comunicazione.oggetto_inviato, comunicazione.testo_inviato
        return format_html('<strong>{}</strong><div class="testo-email">{}</div>', *inviato)

    @admin.display(description=_("inviate"), ordering="inviate")
    def n_inviate(self, comunicazione):
        return _al_registro(comunicazione, comunicazione.inviate, "inviata")

    @admin.display(description=_("rifiutate"), ordering="rifiutate")
    def n_rifiutate(self, comunicazione):
        return _al_registro(comunicazione, comunicazione.rifiutate, "rifiutata")

    @admin.display(description=_("in coda"), ordering="in_attesa")
    def n_in_attesa(self, comunicazione):
        return _al_registro(comunicazione, comunicazione.in_attesa, "in_coda")

    @admin.display(description=_("non scritte"), ordering="escluse")
    def n_escluse(self, comunicazione):
        return _al_registro(comunicazione, comunicazione.escluse, "esclusa")


def _al_registro(comunicazione, quanti, stato):
    """Return a number that opens the addresses it counts."""
    if not quanti:
        return "–"
    elenco = reverse("admin:comunicazioni_destinatariocomunicazione_changelist")
    domanda = f"comunicazione__id__exact={comunicazione.pk}&stato__exact={stato}"
    return format_html('<a href="{}?{}">{}</a>', elenco, domanda, quanti)
