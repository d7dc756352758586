"""Numbers in the admin: write, choose the items, look, approve, send, follow."""

from django.contrib import admin, messages
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.admin import AdminBase, FiltroDaFare, RigheBase
from newsletter.admin.anteprima import AnteprimaView
from newsletter.admin.azioni import ApprovaView, InviaView, RiapriView
from newsletter.composizione import proponi
from newsletter.models import Numero, VoceNumero


class NumeriFilter(FiltroDaFare):
    voci = {
        "da_inviare": (_("approvati, da inviare"), lambda righe: righe.da_inviare()),
        "bozze": (_("bozze"), lambda righe: righe.bozze()),
    }
    altre = {"inviati": (_("inviati"), lambda righe: righe.pubblicati())}


class VoceInline(RigheBase):
    """What the number speaks of: proposed by the portal, left out and put in order here."""

    model = VoceNumero
    fields = ["argomento", "titolo", "ordine", "inclusa"]
    readonly_fields = ["argomento", "titolo"]
    extra = 0

    def has_add_permission(self, request, obj=None):
        """Return False: an item is a public page of the portal."""
        return False

    def has_delete_permission(self, request, obj=None):
        """Return False: it is left out, or it would be proposed again."""
        return False


@admin.register(Numero)
class NumeroAdmin(AdminBase):
    list_display = ["titolo", "stato", "dal", "al", "inviato_il", "n_arrivati", "n_in_coda", "n_rifiutati"]
    list_filter = [NumeriFilter, "stato", "dimostrativo"]
    search_fields = ["titolo", "apertura"]
    search_help_text = _("Cerca per titolo o parola dell’apertura.")
    fields = ["titolo", "apertura", "dal", "al", "dimostrativo", "slug"]
    come_va = ["inviato_il", "n_arrivati", "n_in_coda", "n_rifiutati", "n_disdetti"]
    inlines = [VoceInline]
    eventi = "invii"
    change_form_template = "admin/newsletter/numero.html"
    aiuti = {"al": _("Quando salvi, il portale propone le novità di questi giorni e toglie quelle scadute.")}
    viste = {
        "anteprima": (AnteprimaView, "preview"),
        "approva": (ApprovaView, "approve"),
        "riapri": (RiapriView, "reopen"),
        "invia": (InviaView, "send"),
    }

    def get_queryset(self, request):
        return super().get_queryset(request).con_esito()

    def get_fields(self, request, obj=None):
        return [*self.fields, *self.get_readonly_fields(request, obj)]

    def get_readonly_fields(self, request, obj=None):
        """Return the state and, of a number that has left, what became of its e-mails."""
        if obj is None:
            return []
        return ["stato", *(self.come_va if obj.e_inviato else [])]

    def has_change_permission(self, request, obj=None):
        """Return False for one that is approved, or has left."""
        return (obj is None or obj.e_bozza) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        """Return False for one that has left."""
        return not (obj and obj.e_inviato) and super().has_delete_permission(request, obj)

    def save_related(self, request, form, formsets, change):
        """Save the choices, then propose again: what is new goes in, what is over goes away."""
        super().save_related(request, form, formsets, change)
        quante = proponi(numero=form.instance)
        if quante:
            testo = ngettext("%(n)d voce aggiunta.", "%(n)d voci aggiunte.", quante) % {"n": quante}
            self.message_user(request, testo, messages.INFO)

    def get_urls(self):
        """Add the preview and the actions."""
        return [
            path(
                f"<int:pk>/{parola}/",
                self.admin_site.admin_view(vista.as_view(admin_site=self.admin_site)),
                name=f"newsletter_numero_{nome}",
            )
            for parola, (vista, nome) in self.viste.items()
        ] + super().get_urls()

    @admin.display(description=_("consegnati"), ordering="arrivati")
    def n_arrivati(self, numero):
        return numero.arrivati

    @admin.display(description=_("in coda"), ordering="in_coda")
    def n_in_coda(self, numero):
        return numero.in_coda

    @admin.display(description=_("rifiutati"), ordering="rifiutati")
    def n_rifiutati(self, numero):
        return numero.rifiutati

    @admin.display(description=_("disdetti prima che partissero"))
    def n_disdetti(self, numero):
        return numero.disdetti
