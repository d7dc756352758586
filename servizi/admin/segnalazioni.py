"""Reports of citizens in the admin: read, check, answer."""

from django.contrib import admin
from django.forms import ModelForm, Textarea
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.admin import AdminBase, FiltroDaFare
from servizi.models import Segnalazione
from servizi.segnalazioni import aperte, chiudi, riapri


class SegnalazioniFilter(FiltroDaFare):
    voci = {
        "aperte": (_("da chiudere"), aperte),
    }
    altre = {
        "chiuse": (_("chiuse"), lambda righe: righe.filter(stato__in=Segnalazione.CHIUSE)),
    }


class RispostaForm(ModelForm):
    """State and answer; a closed report has one."""

    class Meta:
        model = Segnalazione
        fields = ["stato", "risposta"]
        widgets = {"risposta": Textarea(attrs={"rows": 4, "class": "vLargeTextField"})}

    def clean(self):
        """Ask for the answer when the state closes."""
        dati = super().clean()
        if dati.get("stato") in Segnalazione.CHIUSE and "risposta" in dati and not dati["risposta"].strip():
            [vincolo] = Segnalazione._meta.constraints
            self.add_error("risposta", vincolo.violation_error_message)
        return dati


@admin.register(Segnalazione)
class SegnalazioneAdmin(AdminBase):
    form = RispostaForm
    list_display = ["motivo", "scheda", "stato", "giorni", "creata_il"]
    list_filter = [SegnalazioniFilter, "motivo", "stato", "servizio__aree__ambito"]
    list_select_related = ["servizio"]
    search_fields = ["servizio__titolo", "testo", "risposta"]
    search_help_text = _("Cerca per scheda, o nelle parole della segnalazione e della risposta.")
    fields = ["scheda", "motivo", "testo", "creata_il", "giorni", "stato", "risposta", "chiusa_il"]
    readonly_fields = ["scheda", "motivo", "testo", "creata_il", "giorni", "chiusa_il"]

    def has_add_permission(self, request):
        return False

    @admin.display(description=_("scheda"), ordering="servizio__titolo")
    def scheda(self, segnalazione):
        indirizzo = reverse("admin:servizi_servizio_change", args=[segnalazione.servizio_id])
        return format_html('<a href="{}">{}</a>', indirizzo, segnalazione.servizio)

    @admin.display(description=_("aperta da"), ordering="-creata_il")
    def giorni(self, segnalazione):
        """Return how long it has been open, or how long it was."""
        fine = timezone.localdate(segnalazione.chiusa_il)
        numero = (fine - timezone.localdate(segnalazione.creata_il)).days
        return ngettext("%(n)d giorno", "%(n)d giorni", numero) % {"n": numero} if numero else _("oggi")

    def save_model(self, request, obj, form, change):
        azione = chiudi if obj.stato in Segnalazione.CHIUSE else riapri
        azione(segnalazione=obj, stato=obj.stato, risposta=obj.risposta)
