"""Services and places in the admin."""

from django.contrib import admin, messages
from django.db.models import Count, OuterRef, Subquery
from django.forms import BaseInlineFormSet, ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.admin import AdminBase, AdminConFogli, AdminConStoria, RigheBase
from core.proposte import scheda_di
from servizi.admin.da_fare import ServiziDaFareFilter, attivi
from servizi.fogli import ricezioni_ats
from servizi.freschezza.conferma import chiedi_conferma
from servizi.freschezza.verifica import verifica
from servizi.models import (
    Apertura,
    AreaServita,
    DocumentoRichiesto,
    FinanziamentoServizio,
    Orario,
    Sede,
    SedeServizio,
    Segnalazione,
    Servizio,
    Tariffa,
    Verifica,
)
from servizi.qualita import qualita
from servizi.schede import con_righe
from servizi.segnalazioni import aperte
from servizi.voci import Voci


class AlmenoUnAreaFormSet(BaseInlineFormSet):
    """A service says whom it is for: without an area no comune would find it."""

    def clean(self):
        super().clean()
        piene = [f for f in self.forms if f.has_changed() or f.instance.pk]
        if not any(not self._should_delete_form(f) for f in piene):
            raise ValidationError(
                _("Indica almeno un'area servita: un ambito o un comune."), code="senza_area"
            )


class SedeServizioInline(RigheBase):
    model = SedeServizio


class AreaServitaInline(RigheBase):
    model = AreaServita
    formset = AlmenoUnAreaFormSet


class OrarioInline(RigheBase):
    model = Orario
    fields = ["sede", "giorno", "dalle", "alle", "periodo", "dal", "al"]


class AperturaInline(RigheBase):
    model = Apertura
    fields = ["tipo", "dal", "al", "sede", "descrizione", "posti"]


class TariffaInline(RigheBase):
    model = Tariffa
    fields = ["descrizione", "importo", "unita", "isee_da", "isee_a", "residenti", "dal", "al"]


class DocumentoInline(RigheBase):
    model = DocumentoRichiesto


class FinanziamentoInline(RigheBase):
    model = FinanziamentoServizio


@admin.register(Servizio)
class ServizioAdmin(AdminConFogli, AdminConStoria):
    list_display = [
        "titolo",
        "tipologia",
        "gestore",
        "stato",
        "posti",
        "verificato_il",
        "freschezza",
        "valido_fino_al",
        "da_chiudere",
        "completa",
        "dimostrativo",
    ]
    list_filter = [
        ServiziDaFareFilter,
        "stato",
        "freschezza",
        "posti",
        "tipologia__gruppo",
        "aree__ambito",
        "dimostrativo",
    ]
    search_fields = ["titolo", "descrizione_breve", "gestore__denominazione", "tipologia__label"]
    search_help_text = _("Cerca per titolo, descrizione, chi lo gestisce o tipologia.")
    filter_horizontal = ["destinatari", "periodi", "fonti"]
    aiuti = {
        "motivo_stato": _("Lo leggono i cittadini. Serve se il servizio è sospeso o chiuso."),
        "descrizione_breve": _("Una frase, come compare negli elenchi."),
        "eta_min_mesi": _("In mesi compiuti: 3 anni sono 36. Vuota: nessun limite."),
        "eta_max_mesi": _("In mesi compiuti: “fino a 14 anni” è 179. Vuota: nessun limite."),
        "posti_al": _("Il giorno in cui chi lo gestisce ha detto quanti posti ci sono."),
        "valido_fino_al": _("Dopo questo giorno esce dagli elenchi; la scheda resta, con un avviso."),
    }
    readonly_fields = ["verificato_il", "freschezza"]
    actions = ["segna_verificati", "verifica_per_telefono", "manda_conferma"]
    inlines = [
        SedeServizioInline,
        AreaServitaInline,
        OrarioInline,
        AperturaInline,
        TariffaInline,
        DocumentoInline,
        FinanziamentoInline,
    ]
    fieldsets = [
        (
            _("Che cos'è"),
            {
                "fields": [
                    "titolo",
                    "slug",
                    "tipologia",
                    "gestore",
                    "stato",
                    "motivo_stato",
                    "descrizione_breve",
                    "descrizione",
                ]
            },
        ),
        (
            _("A chi è rivolto"),
            {"fields": ["a_chi", "destinatari", "eta_min_mesi", "eta_max_mesi", "non_residenti", "periodi"]},
        ),
        (
            _("Come fare"),
            {
                "fields": [
                    "come_fare",
                    "cosa_serve",
                    "cosa_si_ottiene",
                    "tempi_scadenze",
                    "iscrizioni_dal",
                    "iscrizioni_al",
                    "accesso",
                    "accesso_url",
                    "condizioni",
                ]
            },
        ),
        (_("Contatti dell'ufficio"), {"fields": ["ufficio", "telefono", "email", "orari_ufficio"]}),
        (
            _("Posti e prezzo"),
            {"fields": ["posti_totali", "posti", "posti_al", "gratuito", "voucher", "prezzo_nota"]},
        ),
        (
            _("Accessibilità e comodità"),
            {
                "fields": [
                    "accessibile",
                    "accessibilita",
                    "supporto_disabilita",
                    "supporto_dsa",
                    "pasti",
                    "trasporto",
                    "lingue",
                    "autorizzazione",
                ]
            },
        ),
        (
            _("Verifica e fonti"),
            {
                "fields": [
                    "verificato_il",
                    "freschezza",
                    "frequenza",
                    "valido_fino_al",
                    "fonti",
                    "certezza",
                    "nota",
                    "dimostrativo",
                ],
                "description": _(
                    "Salvare non cambia «verificato il»: dall’elenco scegli la scheda e l’azione «Verificato "
                    "per telefono oggi», oppure manda la conferma al referente."
                ),
            },
        ),
    ]

    def get_queryset(self, request):
        aperte_del_servizio = aperte(Segnalazione.objects.filter(servizio=OuterRef("pk")))
        conto = aperte_del_servizio.order_by().values("servizio").annotate(numero=Count("pk"))
        return super().get_queryset(request).annotate(segnalazioni_aperte=Subquery(conto.values("numero")))

    def ricezioni(self, request):
        """Return the tables of all the services."""
        return ricezioni_ats()

    def get_changelist_instance(self, request):
        """Read, for the rows of the page alone, what their quality is told from."""
        elenco = super().get_changelist_instance(request)
        chiavi = [servizio.pk for servizio in elenco.result_list]
        voci, righe = Voci(), {riga.pk: riga for riga in con_righe(Servizio.objects.filter(pk__in=chiavi))}
        for servizio in elenco.result_list:
            riga = righe[servizio.pk]
            servizio.punti = qualita(scheda_di(riga).leggi(riga), voci.di(riga.tipologia)).punti
        return elenco

    @admin.display(description=_("completa, su 100"))
    def completa(self, servizio):
        """Return how much of what its typology asks the sheet tells."""
        return servizio.punti

    @admin.display(description=_("segnalazioni aperte"), ordering="segnalazioni_aperte")
    def da_chiudere(self, servizio):
        """Return how many reports wait, with the way to them."""
        if not servizio.segnalazioni_aperte:
            return None
        elenco = reverse("admin:servizi_segnalazione_changelist")
        return format_html(
            '<a href="{}?servizio__id__exact={}">{}</a>', elenco, servizio.pk, servizio.segnalazioni_aperte
        )

    @admin.action(description=_("Segna come verificati oggi"), permissions=["change"])
    def segna_verificati(self, request, queryset):
        self._verifica(request, queryset, Verifica.Come.ATS)

    @admin.action(description=_("Verificato per telefono oggi"), permissions=["change"])
    def verifica_per_telefono(self, request, queryset):
        self._verifica(request, queryset, Verifica.Come.TELEFONO)

    def _verifica(self, request, queryset, come):
        """Verify the chosen services today, all or none: one that has expired stops the others."""
        oggi = timezone.localdate()
        scaduti = queryset.scaduti(oggi)
        if scaduti:
            self.message_user(
                request,
                _("Nulla di cambiato: prima sposta la scadenza di %(nomi)s.")
                % {"nomi": ", ".join(s.titolo for s in scaduti[:5])},
                messages.ERROR,
            )
            return
        numero = len(verifica(servizi=queryset, il=oggi, come=come, utente=request.user))
        testo = ngettext("%(n)s servizio verificato oggi.", "%(n)s servizi verificati oggi.", numero)
        self.message_user(request, testo % {"n": numero}, messages.SUCCESS)

    @admin.action(description=_("Manda la conferma al referente"), permissions=["change"])
    def manda_conferma(self, request, queryset):
        """Queue a mail with the link to confirm, one a body; say how many, and who cannot be reached."""
        per_ente = {}
        for servizio in attivi(queryset).exclude(pk__in=queryset.scaduti().values("pk")):
            per_ente.setdefault(servizio.gestore, []).append(servizio)
        richieste = {ente: chiedi_conferma(ente=ente, servizi=righe) for ente, righe in per_ente.items()}
        muti = [ente.denominazione for ente, mandate in richieste.items() if not mandate]
        numero = sum(map(len, richieste.values()))
        testo = ngettext("%(n)s e-mail in partenza.", "%(n)s e-mail in partenza.", numero) % {"n": numero}
        self.message_user(request, testo, messages.SUCCESS if numero else messages.WARNING)
        if muti:
            testo = _("Nessuno a cui scrivere (o dati dimostrativi): %(nomi)s. Telefona.")
            self.message_user(request, testo % {"nomi": ", ".join(muti[:5])}, messages.WARNING)


class ServizioOspitatoInline(RigheBase):
    model = SedeServizio
    extra = 0
    verbose_name_plural = _("servizi in questa sede")


@admin.register(Sede)
class SedeAdmin(AdminBase):
    list_display = ["nome", "organizzazione", "comune", "indirizzo", "accessibile", "dimostrativo"]
    list_filter = ["accessibile", "comune__provincia", "dimostrativo"]
    search_fields = ["nome", "indirizzo", "comune__nome", "organizzazione__denominazione"]
    inlines = [ServizioOspitatoInline]
