"""The register of members in the admin: what is to confirm comes first."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from aderenti.admin.registro import pagine_organizzazione
from aderenti.admin.unione import UnioneMixin
from aderenti.fogli import ricezioni
from aderenti.models import Certificazione, EventoAdesione, Organizzazione, Referente
from aderenti.services import conferma_adesione
from core.admin import AdminConFogli, AdminConStoria, FiltroDaFare, RigheBase
from piani.models import Atto


class EventoAdesioneInline(RigheBase):
    """Append-only: an event added by mistake is followed by another one."""

    model = EventoAdesione
    fk_name = "organizzazione"
    fields = [
        "tipo",
        "data",
        "data_precisione",
        "piano",
        "atto",
        "atto_estremi",
        "fusa_in",
        "certezza",
        "registrato_da",
    ]
    readonly_fields = ["registrato_da"]

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class ReferenteInline(RigheBase):
    model = Referente
    fields = ["ruolo", "email", "telefono", "utente", "dal", "al"]
    verbose_name_plural = _("referenti (mai pubblici)")


class CertificazioneInline(RigheBase):
    model = Certificazione


class AdesioneFilter(FiltroDaFare):
    title = _("adesione")
    parameter_name = "adesione"
    voci = {
        "da_confermare": (
            _("adesioni da confermare"),
            lambda righe: righe.filter(stato_adesione__isnull=True),
        ),
        "in_arrivo": (
            _("richieste di adesione in arrivo"),
            lambda righe: righe.filter(
                stato_adesione__in=[EventoAdesione.Tipo.RICHIESTA, EventoAdesione.Tipo.IN_VALUTAZIONE]
            ),
        ),
        "senza_referente": (
            _("aderenti che nessuno cura"),
            lambda righe: righe.filter(
                stato_adesione__in=EventoAdesione.Tipo.attivi(), dimostrativo=False
            ).senza_referente(),
        ),
    }
    altre = {
        "attive": (
            _("aderenti"),
            lambda righe: righe.filter(stato_adesione__in=EventoAdesione.Tipo.attivi()),
        ),
        "uscite": (
            _("sospesi e usciti"),
            lambda righe: righe.exclude(stato_adesione__isnull=True).exclude(
                stato_adesione__in=[
                    *EventoAdesione.Tipo.attivi(),
                    EventoAdesione.Tipo.RICHIESTA,
                    EventoAdesione.Tipo.IN_VALUTAZIONE,
                ]
            ),
        ),
    }


class ConfermaForm(forms.Form):
    """Date and act of the adhesions confirmed in one go."""

    data = forms.DateField(label=_("Data di adesione"), widget=AdminDateWidget)
    atto = forms.ModelChoiceField(label=_("Atto"), queryset=Atto.objects.all(), required=False)
    atto_estremi = forms.CharField(
        label=_("Estremi dell'atto"),
        max_length=150,
        required=False,
        help_text=_("Tipo, numero e data, se l'atto non è in elenco."),
    )

    def clean(self):
        """Ask for the act: an adhesion rests on one."""
        dati = super().clean()
        if not dati.get("atto") and not dati.get("atto_estremi"):
            raise ValidationError(_("Indica l'atto, o scrivi i suoi estremi."))
        return dati


@admin.register(Organizzazione)
class OrganizzazioneAdmin(UnioneMixin, AdminConFogli, AdminConStoria):
    list_display = [
        "denominazione",
        "categoria",
        "adesione",
        "sede",
        "prova",
        "confermato_il",
        "dimostrativo",
    ]
    list_filter = [AdesioneFilter, "categoria", "natura", "prova", "ambiti", "dimostrativo"]
    list_select_related = ["categoria", "comune"]
    search_fields = ["denominazione", "acronimo", "codice_fiscale", "partita_iva", "comune__nome"]
    filter_horizontal = ["ambiti", "fonti"]
    search_help_text = _("Cerca per nome, sigla, codice fiscale, partita IVA o comune della sede.")
    actions = ["conferma", "unisci"]
    eventi = "eventi_adesione"
    change_list_template = "admin/aderenti/organizzazioni.html"
    change_form_template = "admin/aderenti/organizzazione.html"
    aiuti = {
        "natura": _("Da questa dipende se può essere capofila di un'Alleanza."),
        "ambiti": _("Solo se opera anche fuori dal comune della sede."),
        "logo_alt": _("Che cosa si legge nel logo: serve a chi non lo vede."),
        "prova": _("Come è legata alla Rete nelle fonti."),
        "confermato_il": _("Il giorno in cui l'organizzazione ha confermato che la scheda è giusta."),
    }
    inlines = [EventoAdesioneInline, ReferenteInline, CertificazioneInline]
    fieldsets = [
        (
            _("Chi è"),
            {
                "fields": [
                    "denominazione",
                    "slug",
                    "acronimo",
                    "categoria",
                    "natura",
                    "forma_giuridica",
                    "codice_fiscale",
                    "partita_iva",
                    "codice_ipa",
                    "runts",
                ],
                "description": _("La scheda si vede nel portale solo se l'organizzazione è aderente."),
            },
        ),
        (_("Dove"), {"fields": ["indirizzo", "cap", "comune", "sede_nome", "ambiti"]}),
        (_("Contatti dell'ufficio"), {"fields": ["sito", "email", "telefono", "pec"]}),
        (_("Che cosa fa"), {"fields": ["descrizione", "offre", "cerca", "logo", "logo_alt"]}),
        (_("Fonti"), {"fields": ["fonti", "dimostrativo"]}),
        (
            _("Solo per ATS"),
            {
                "fields": [
                    "fidata",
                    "ruolo_documentato",
                    "prova",
                    "confermato_il",
                    "certezza",
                    "nota",
                    "code",
                ],
                "description": _("Queste voci non si vedono nel portale."),
            },
        ),
    ]

    def get_urls(self):
        return pagine_organizzazione(self.admin_site) + super().get_urls()

    def get_queryset(self, request):
        return super().get_queryset(request).con_stato()

    def ricezioni(self, request):
        """Return the table of the register."""
        return ricezioni()

    @admin.display(description=_("adesione"), ordering="stato_adesione")
    def adesione(self, organizzazione):
        stato = organizzazione.stato_adesione
        return EventoAdesione.Tipo(stato).label if stato else _("da confermare")

    @admin.display(description=_("sede"), ordering="comune__nome")
    def sede(self, organizzazione):
        return organizzazione.sede

    @admin.action(description=_("Conferma l'adesione alla Rete"), permissions=["change"])
    def conferma(self, request, queryset):
        form = ConfermaForm(request.POST if "conferma" in request.POST else None)
        if form.is_bound:  # Those of the page before, also if somebody has confirmed one meanwhile.
            scelte = request.POST.getlist(ACTION_CHECKBOX_NAME)
            queryset = self.get_queryset(request).filter(pk__in=scelte)
        if form.is_valid() and self._conferma_tutte(request, queryset, form):
            return None
        contesto = self.admin_site.each_context(request) | {
            "title": _("Conferma l'adesione alla Rete"),
            "opts": self.model._meta,
            "form": form,
            "organizzazioni": queryset,
            "azione": "conferma",
        }
        return TemplateResponse(request, "admin/aderenti/conferma_adesione.html", contesto)

    def _conferma_tutte(self, request, queryset, form):
        """Confirm all or none; tell which one stands in the way."""
        try:
            with transaction.atomic():
                for organizzazione in queryset:
                    conferma_adesione(organizzazione=organizzazione, utente=request.user, **form.cleaned_data)
        except ValidationError as errore:
            form.add_error(None, errore)
            return False
        numero = len(queryset)
        testo = ngettext("%(n)s adesione confermata.", "%(n)s adesioni confermate.", numero)
        self.message_user(request, testo % {"n": numero}, messages.SUCCESS)
        return True
