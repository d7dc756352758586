"""The outbox in the admin: what left, what waits, what failed. Not the text of what holds a secret link."""

from django.contrib import admin, messages
from django.utils.html import format_html, format_html_join
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
        "nel-riepilogo": (_("aspettano il riepilogo"), lambda righe: righe.in_riepilogo()),
        "da-inviare": (_("da inviare"), lambda righe: righe.da_inviare()),
        "inviati": (_("inviate"), lambda righe: righe.inviati()),
    }


@admin.register(Messaggio)
class MessaggioAdmin(AdminInSolaLettura):
    list_display = ["oggetto", "motivo", "creato_il", "da_inviare_dal", "inviato_il", "tentativi", "errore"]
    list_filter = [PostaFilter, "motivo"]
    search_fields = ["oggetto", "motivo", "errore"]
    fields = ["destinatario", "in_copia", *list_display, "corpo"]
    actions = ["riprova_adesso"]

    def has_delete_permission(self, request, obj=None):
        """Return False: messages go away by themselves."""
        return False

    @admin.display(description=_("testo"))
    def corpo(self, messaggio):
        """Return the text, or why it is not shown."""
        if messaggio.riservato:
            return _("Non si mostra: contiene un collegamento segreto, che vale per chi lo riceve.")
        return format_html('<div class="testo-email">{}</div>', messaggio.testo)

    @admin.display(description=_("in copia nascosta"))
    def in_copia(self, messaggio):
        """Return the addresses in blind copy, each with what became of it."""
        righe = [(indirizzo, _esito(messaggio, indirizzo)) for indirizzo in messaggio.ccn]
        return format_html_join(format_html("<br>"), "{}: {}", righe) or "–"

    @admin.action(description=_("Riprova adesso"), permissions=["view"])
    def riprova_adesso(self, request, queryset):
        """Try again the messages that have not left."""
        quanti = riprova(messaggi=queryset)
        testo = ngettext("%(n)d e-mail parte fra poco.", "%(n)d e-mail partono fra poco.", quanti)
        self.message_user(request, testo % {"n": quanti}, messages.SUCCESS)


def _esito(messaggio, indirizzo):
    """Return in words what became of an address in blind copy."""
    risposta = messaggio.esiti.get(indirizzo)
    if risposta is None:
        return _("in attesa")
    return _("rifiutata (%(risposta)s)") % {"risposta": risposta} if risposta else _("inviata")
