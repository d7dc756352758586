"""The outbox in the admin: what left, what waits, what failed. Not the text, which may hold private links."""

from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.admin.da_fare import FiltroDaFare
from core.admin.sola_lettura import AdminInSolaLettura
from core.models import Messaggio
from core.posta import riprova


class PostaFilter(FiltroDaFare):
    """Failed messages need somebody; the others are there to be looked at."""

    title = _("stato")
    parameter_name = "stato"
    voci = {"falliti": (_("fallite"), lambda righe: righe.falliti())}
    altre = {
        "da-inviare": (_("da inviare"), lambda righe: righe.da_inviare()),
        "inviati": (_("inviate"), lambda righe: righe.inviati()),
    }


@admin.register(Messaggio)
class MessaggioAdmin(AdminInSolaLettura):
    list_display = ["oggetto", "motivo", "creato_il", "da_inviare_dal", "inviato_il", "tentativi", "errore"]
    list_filter = [PostaFilter, "motivo"]
    search_fields = ["oggetto", "motivo", "errore"]
    fields = ["destinatario", *list_display]
    actions = ["riprova_adesso"]

    def has_delete_permission(self, request, obj=None):
        """Return False: messages go away by themselves."""
        return False

    @admin.action(description=_("Riprova adesso"), permissions=["view"])
    def riprova_adesso(self, request, queryset):
        """Try again the messages that have not left."""
        quanti = riprova(messaggi=queryset)
        testo = ngettext("%(n)d e-mail parte fra poco.", "%(n)d e-mail partono fra poco.", quanti)
        self.message_user(request, testo % {"n": quanti}, messages.SUCCESS)
