"""Subscribers in the admin: how many, of what, since when. Whose they are is not shown.

Who asks by another way to be deleted is found by the whole address; there is no export.
"""

from datetime import timedelta

from django.contrib import admin
from django.db.models import Count, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.admin import AdminInSolaLettura
from newsletter import iscrizioni
from newsletter.models import Abbonato, Argomento, ContoAbbonati

UN_ANNO = timedelta(days=365)
CONTI = ("confermati", "disdetti", "scaduti", "sospesi")


@admin.register(Abbonato)
class AbbonatoAdmin(AdminInSolaLettura):
    list_display = ["chiesto_il", "stato", "che_cosa", "confermato_il", "sospeso_il"]
    list_filter = ["stato", *(f"vuole_{argomento.value}" for argomento in Argomento)]
    search_fields = ["email"]
    search_help_text = _("Scrivi l’indirizzo intero, per cancellarlo se chi lo usa lo chiede.")
    fields = list_display
    change_list_template = "admin/newsletter/abbonati.html"

    def get_search_results(self, request, queryset, search_term):
        """Return the subscriber of a whole address: nobody leafs through them."""
        righe = queryset.filter(email=search_term.strip().lower()) if search_term else queryset
        return righe, False

    def lookup_allowed(self, lookup, value, request):
        """Return False for the address and the code: nor are they guessed, a letter at a time."""
        return not lookup.startswith(("email", "codice")) and super().lookup_allowed(lookup, value, request)

    @admin.display(description=_("che cosa riceve"))
    def che_cosa(self, abbonato):
        return ", ".join(str(argomento.label) for argomento in abbonato.argomenti)

    def changelist_view(self, request, extra_context=None):
        """Add the totals."""
        return super().changelist_view(request, {**(extra_context or {}), "totali": totali()})

    def delete_model(self, request, obj):
        """Delete a subscriber and its e-mails."""
        iscrizioni.disdici(codice=obj.codice)

    def delete_queryset(self, request, queryset):
        """Delete subscribers and their e-mails."""
        for abbonato in queryset:
            iscrizioni.disdici(codice=abbonato.codice)


def totali():
    """Return [(what, how many)]: by state, by topic of who is written to, of the last year."""
    stati = {f"stato_{s.value}": Count("pk", filter=Q(stato=s)) for s in Abbonato.Stato}
    argomenti = {
        a.value: Count("pk", filter=Q(stato="attivo", **{f"vuole_{a.value}": True})) for a in Argomento
    }
    numeri = Abbonato.objects.aggregate(**stati, **argomenti)
    anno = ContoAbbonati.objects.filter(giorno__gt=timezone.localdate() - UN_ANNO)
    anno = anno.aggregate(**{nome: Sum(nome, default=0) for nome in CONTI})
    return [
        *((stato.label, numeri[f"stato_{stato.value}"]) for stato in Abbonato.Stato),
        *((_("vogliono: %(che)s") % {"che": a.label}, numeri[a.value]) for a in Argomento),
        *(
            (
                _("%(che)s nell’ultimo anno") % {"che": ContoAbbonati._meta.get_field(nome).verbose_name},
                anno[nome],
            )
            for nome in CONTI
        ),
    ]
