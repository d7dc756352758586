"""Commitments, accounts and payments in the admin: registered once, never taken away."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.urls import path
from django.utils.translation import gettext_lazy as _

from core.admin import AdminBase, AdminConStoria, FiltroDaFare
from core.admin.azioni import AzioneView
from core.admin.importa import VersoImporta
from core.admin.rifiuti import RifiutoError
from core.models.denaro import CIFRE, ImportoField
from progetti.admin.denaro.colonne import colonna_euro
from progetti.admin.denaro.quadri import DataEAttoForm
from progetti.denaro.azioni import ammetti_rendiconto, controlla_pagamento, scrivi_pagamento
from progetti.models import Impegno, Pagamento, Rendiconto

CON_NOME = ["progetto__alleanza__ambito", "progetto__alleanza__piano", "progetto__piano", "progetto__fondo"]
CERCA = ["progetto__titolo", "progetto__code"]
FISSI = ["progetto", "tipo", "importo", "beneficiario"]
FERMI = ["presentato_il", "dal", "al", "rendicontato"]


@admin.register(Impegno)
class ImpegnoAdmin(VersoImporta, AdminBase):
    importa = ("admin:progetti_progetto_import_upload", ["impegni"])
    list_display = ["progetto", "data", "oggetto", "euro"]
    list_filter = ["progetto__piano", "progetto__fondo", "data"]
    list_select_related = CON_NOME
    search_fields = [*CERCA, "oggetto", "atto_estremi"]
    filter_horizontal = ["fonti"]
    euro = colonna_euro("importo", _("importo"))


class AmmettiForm(DataEAttoForm):
    """How much of an account is admitted, from when, by which act."""

    ammesso = ImportoField(label=_("Ammesso (euro)"), min_value=0, max_digits=CIFRE, decimal_places=2)
    field_order = ["ammesso"]

    def __init__(self, *args, riga, **kwargs):
        super().__init__(*args, riga=riga, **kwargs)
        self.initial["ammesso"] = riga.rendicontato if riga.ammesso is None else riga.ammesso


class AmmettiView(AzioneView):
    """Admit an account of expenditure."""

    modello = Rendiconto
    permission_required = "progetti.change_rendiconto"
    form_class = AmmettiForm
    titolo = _("Ammetti il rendiconto")
    bottone = _("Ammetti")
    fatto = _("Importo ammesso registrato.")

    def esegui(self, form):
        """Write what is admitted."""
        ammetti_rendiconto(rendiconto=self.riga, utente=self.request.user, **form.cleaned_data)


class RendicontiFilter(FiltroDaFare):
    voci = {"da_controllare": (_("rendiconti da controllare"), lambda r: r.filter(ammesso=None))}


@admin.register(Rendiconto)
class RendicontoAdmin(VersoImporta, AdminConStoria):
    importa = ("admin:progetti_progetto_import_upload", ["rendiconti"])
    list_display = ["progetto", "dal", "al", "presentato_il", "chiesti", "riconosciuti"]
    list_filter = [RendicontiFilter, "progetto__piano", "progetto__fondo"]
    list_select_related = [*CON_NOME, "atto"]
    search_fields = CERCA
    readonly_fields = ["ammesso", "ammesso_il", "atto"]
    fields = ["progetto", "presentato_il", "dal", "al", "rendicontato", "ammesso", "ammesso_il", "atto"]
    fields += ["fonti", "certezza", "nota"]
    filter_horizontal = ["fonti"]
    change_form_template = "admin/progetti/rendiconto.html"
    chiesti = colonna_euro("rendicontato", _("rendicontato"))
    riconosciuti = colonna_euro("ammesso", _("ammesso"))

    def get_readonly_fields(self, request, obj=None):
        """Return also the project of a written account and, once it is admitted, what was reported."""
        mai = ["progetto"] if obj else []
        return [*self.readonly_fields, *mai, *(FERMI if _ammesso(obj) else [])]

    def get_actions(self, request):
        """Return no bulk deletion: admitted accounts stay."""
        return {}

    def has_delete_permission(self, request, obj=None):
        return not _ammesso(obj) and super().has_delete_permission(request, obj)

    def get_urls(self):
        """Return also the page that admits an account."""
        vista = self.admin_site.admin_view(AmmettiView.as_view(admin_site=self.admin_site))
        return [path("<int:pk>/ammetti/", vista, name="progetti_rendiconto_admit"), *super().get_urls()]


class PagamentoForm(forms.ModelForm):
    """A payment: refused with figures when it is too much."""

    def clean(self):
        """Check a new payment against what is granted, admitted and paid already."""
        dati = super().clean()
        nuovo = self.instance.pk is None and all(dati.get(c) for c in ("progetto", "tipo", "importo"))
        if nuovo:
            try:
                controlla_pagamento(**{campo: dati[campo] for campo in ("progetto", "tipo", "importo")})
            except ValidationError as errore:
                self.add_error("importo", errore)
                self._validate_constraints = False
        return dati


@admin.register(Pagamento)
class PagamentoAdmin(VersoImporta, AdminConStoria):
    importa = ("admin:progetti_progetto_import_upload", ["pagamenti"])
    form = PagamentoForm
    list_display = ["progetto", "data", "tipo", "euro", "beneficiario", "atto"]
    list_filter = ["tipo", "progetto__piano", "progetto__fondo", "data"]
    list_select_related = [*CON_NOME, "beneficiario", "atto"]
    search_fields = [*CERCA, "beneficiario__denominazione"]
    search_help_text = _("Cerca per progetto o per chi ha ricevuto il denaro.")
    readonly_fields = ["registrato_da", "registrato_il"]
    fields = ["progetto", "tipo", "data", "importo", "beneficiario", "atto", "registrato_da", "registrato_il"]
    fields += ["fonti", "certezza", "nota"]
    filter_horizontal = ["fonti"]
    aiuti = {
        "tipo": _(
            "Un recupero toglie. Un importo sbagliato si corregge con un recupero e un altro pagamento."
        )
    }
    euro = colonna_euro("importo", _("importo"))

    def get_readonly_fields(self, request, obj=None):
        """Return also what never changes once it is registered: who was paid what, for which project."""
        return [*self.readonly_fields, *(FISSI if obj else [])]

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        """Register a payment (``scrivi_pagamento``); raise RifiutoError when it is too much by now."""
        if change:
            return super().save_model(request, obj, form, change)
        try:
            scrivi_pagamento(pagamento=obj, utente=request.user)
        except ValidationError as errore:
            raise RifiutoError(errore.messages) from errore


def _ammesso(rendiconto):
    return rendiconto is not None and rendiconto.ammesso is not None
