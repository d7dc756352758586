"""Requests to leave the Rete in the admin: registered with their date and act."""

from django.contrib import admin
from django.urls import path
from django.utils.translation import gettext_lazy as _

from aderenti.admin.organizzazione import ConfermaForm
from aderenti.models import RichiestaRecesso
from aderenti.recesso import registra_recesso
from core.admin import AdminInSolaLettura, FiltroDaFare
from core.admin.azioni import AzioneView


class RegistraForm(ConfermaForm):
    """Date and act of a withdrawal: the act may be missing."""

    def __init__(self, *args, riga, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["data"] = riga.data

    def clean(self):
        """Ask for nothing more: the letter of the member is enough."""
        return self.cleaned_data


class RegistraView(AzioneView):
    """Register a withdrawal that a member asked for."""

    modello = RichiestaRecesso
    permission_required = "aderenti.change_richiestarecesso"
    form_class = RegistraForm
    titolo = _("Registra il recesso")
    bottone = _("Registra il recesso")
    fatto = _("Recesso registrato: l'e-mail a chi lo ha chiesto è in partenza.")
    pericolo = True

    def esegui(self, form):
        """Register it."""
        registra_recesso(richiesta=self.riga, utente=self.request.user, **form.cleaned_data)


class RecessiFilter(FiltroDaFare):
    voci = {"da_registrare": (_("da registrare"), lambda r: r.filter(stato=RichiestaRecesso.Stato.IN_ATTESA))}


@admin.register(RichiestaRecesso)
class RichiestaRecessoAdmin(AdminInSolaLettura):
    list_display = ["organizzazione", "data", "stato", "chiesta_il"]
    list_filter = [RecessiFilter, "stato"]
    list_select_related = ["organizzazione"]
    search_fields = ["organizzazione__denominazione", "motivo"]
    fields = [
        "organizzazione",
        "data",
        "motivo",
        "stato",
        "chiesta_il",
        "chiesta_da",
        "chiusa_il",
        "chiusa_da",
    ]
    change_form_template = "admin/aderenti/recesso.html"

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        vista = self.admin_site.admin_view(RegistraView.as_view(admin_site=self.admin_site))
        return [
            path("<int:pk>/registra/", vista, name="aderenti_richiestarecesso_register"),
            *super().get_urls(),
        ]
