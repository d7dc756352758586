"""The queue of changes in the admin: what waits for ATS first, the oldest on top."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.admin.basi import AdminBase
from core.admin.da_fare import FiltroDaFare
from core.admin.proposte_pagina import Pagina
from core.models import Proposta
from core.proposte import PropostaSuperata, VociMosse, controlla, decidi, scheda_di, schede

Stato = Proposta.Stato


class ProposteFilter(FiltroDaFare):
    voci = {
        "decidere": (_("modifiche da decidere"), lambda righe: righe.da_decidere()),
        "controllare": (
            _("pubblicate da controllare (aderenti fidati)"),
            lambda righe: righe.da_controllare(),
        ),
    }
    altre = {
        "restituite": (_("restituite"), lambda righe: righe.filter(stato=Stato.RESTITUITA)),
        "dirette": (_("pubblicate subito"), lambda righe: righe.filter(stato=Stato.DIRETTA)),
        "chiuse": (_("decise"), lambda righe: righe.filter(decisa_il__isnull=False)),
    }


class SchedaFilter(admin.SimpleListFilter):
    title = _("scheda")
    parameter_name = "scheda"

    def lookups(self, request, model_admin):
        return [
            (nome, capfirst(scheda.modello._meta.verbose_name_plural)) for nome, scheda in schede().items()
        ]

    def queryset(self, request, queryset):
        scheda = schede().get(self.value())
        return queryset.filter(tipo=_tipo(scheda)) if scheda else queryset


class EnteFilter(admin.SimpleListFilter):
    """The proposals of one body: chosen from its sheet, not from the list."""

    title = _("organizzazione")
    parameter_name = "ente"

    def lookups(self, request, model_admin):
        return [(request.GET["ente"], _("solo questa"))] if "ente" in request.GET else []

    def queryset(self, request, queryset):
        return (
            queryset.filter(_fra(lambda scheda: scheda.di_ente(self.value()))) if self.value() else queryset
        )


def _tipo(scheda):
    return ContentType.objects.get_for_model(scheda.modello)


def _fra(scegli):
    """Return the condition of the proposals on the sheets that ``scegli(scheda)`` returns."""
    dove = Q(pk__in=[])
    for scheda in schede().values():
        dove |= Q(tipo=_tipo(scheda), oggetto_id__in=scegli(scheda).values("pk"))
    return dove


@admin.register(Proposta)
class PropostaAdmin(AdminBase):
    list_display = ["scheda", "ente", "che_cosa", "giorni", "voci", "autore", "stato"]
    list_filter = [ProposteFilter, SchedaFilter, EnteFilter]
    search_fields = ["autore__email"]
    search_help_text = _("Cerca per scheda, organizzazione o indirizzo di chi l’ha mandata.")
    ordering = ["inviata_il", "pk"]
    actions = ["accogli", "segna_controllate"]
    azioni_una_per_una = ("accogli", "segna_controllate")

    def has_add_permission(self, request):
        return False

    def get_queryset(self, request):
        sue = GenericPrefetch("oggetto", [scheda.righe() for scheda in schede().values()])
        return super().get_queryset(request).prefetch_related(sue)

    def get_search_results(self, request, queryset, search_term):
        trovate, doppie = super().get_search_results(request, queryset, search_term)
        if search_term:
            trovate = trovate | queryset.filter(_fra(lambda scheda: scheda.cerca(search_term)))
        return trovate, doppie

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show the page of a proposal, or do what its buttons say."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        proposta = self.get_object(request, unquote(object_id))
        if proposta is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return Pagina(self, request, proposta).risposta()

    @admin.display(description=_("scheda"))
    def scheda(self, proposta):
        return proposta.oggetto or _("scheda cancellata")

    @admin.display(description=_("organizzazione"))
    def ente(self, proposta):
        return proposta.oggetto and scheda_di(proposta.oggetto).di_chi(proposta.oggetto)

    @admin.display(description=_("che cosa"))
    def che_cosa(self, proposta):
        """Return whether it publishes a new sheet or changes one, and of what kind."""
        if proposta.oggetto is None:
            return None
        nuova = scheda_di(proposta.oggetto).e_nuova(proposta.cambi)
        tipo = proposta.oggetto._meta.verbose_name
        return (
            _("%(tipo)s da pubblicare") % {"tipo": tipo}
            if nuova
            else _("modifica: %(tipo)s") % {"tipo": tipo}
        )

    @admin.display(description=_("voci"))
    def voci(self, proposta):
        """Return how many fields change, with the version that the page shows: an action decides on that."""
        return format_html(
            '{}<input type="hidden" name="versione-{}" value="{}">',
            len(proposta.cambi),
            proposta.pk,
            proposta.versione,
        )

    @admin.display(description=_("da quando"), ordering="-inviata_il")
    def giorni(self, proposta):
        """Return how long it has been waiting, or waited."""
        fine = timezone.localdate(proposta.decisa_il)
        numero = (fine - timezone.localdate(proposta.inviata_il)).days
        return ngettext("%(n)d giorno", "%(n)d giorni", numero) % {"n": numero} if numero else _("oggi")

    @admin.action(description=_("Accogli tutte le voci delle selezionate"), permissions=["change"])
    def accogli(self, request, queryset):
        def accogli(proposta):
            versione = request.POST.get(f"versione-{proposta.pk}", "")
            versione = int(versione) if versione.isdecimal() and len(versione) < 10 else 0
            decidi(proposta=proposta, versione=versione, da=request.user, accolti=list(proposta.cambi))

        numero = self._una_per_una(request, queryset, accogli)
        testo = ngettext("%(n)d proposta accolta.", "%(n)d proposte accolte.", numero)
        if numero:
            self.message_user(request, testo % {"n": numero}, messages.SUCCESS)

    @admin.action(description=_("Segna come controllate"), permissions=["change"])
    def segna_controllate(self, request, queryset):
        numero = self._una_per_una(request, queryset, lambda p: controlla(proposta=p, da=request.user))
        testo = ngettext("%(n)d modifica controllata.", "%(n)d modifiche controllate.", numero)
        if numero:
            self.message_user(request, testo % {"n": numero}, messages.SUCCESS)

    def _una_per_una(self, request, proposte, fai):
        """Do ``fai`` to each proposal in a transaction of its own; return how many it was done to."""
        fatte = 0
        for proposta in proposte:
            try:
                fai(proposta)
                fatte += 1
            except PropostaSuperata:
                self._lascia(request, proposta, _("è cambiata, o qualcuno l’ha già decisa: aprila."))
            except VociMosse:
                self._lascia(request, proposta, _("la scheda nel portale è cambiata: aprila e confronta."))
            except ValidationError as errore:
                self._lascia(request, proposta, " ".join(errore.messages))
        return fatte

    def _lascia(self, request, proposta, perche):
        self.message_user(request, f"{proposta.oggetto or proposta}: {perche}", messages.ERROR)
