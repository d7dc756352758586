"""Budgets in the admin: written as drafts, approved by an action, then never changed."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminDateWidget
from django.db.models import Max
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aderenti.admin.azioni import AzioneView
from core.admin import AdminBase, FiltroDaFare, RigheBase
from piani.models import Atto
from progetti.admin.denaro.colonne import colonna_euro
from progetti.denaro.azioni import approva_quadro, blocca, non_quadra, nuova_versione
from progetti.models import QuadroFinanziario, VoceDenaro, VoceSpesa

SCRITTI_UNA_VOLTA = ["progetto", "costo_totale", "motivo", "origine"]


class DataEAttoForm(forms.Form):
    """The day of a decision, today unless told otherwise, and its act, which may be missing."""

    data = forms.DateField(label=_("Data"), widget=AdminDateWidget)
    atto = forms.ModelChoiceField(label=_("Atto"), queryset=Atto.objects.all(), required=False)

    def __init__(self, *args, riga, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("data", timezone.localdate())


class VersioneForm(forms.Form):
    """Why a new version of the budget is needed."""

    motivo = forms.CharField(
        label=_("Perché"), max_length=200, help_text=_("Per esempio: variazione chiesta dal capofila.")
    )

    def __init__(self, *args, riga, **kwargs):
        super().__init__(*args, **kwargs)


class ApprovaView(AzioneView):
    """Approve a draft."""

    modello = QuadroFinanziario
    permission_required = "progetti.change_quadrofinanziario"
    form_class = DataEAttoForm
    titolo = _("Approva il quadro finanziario")
    bottone = _("Approva")
    fatto = _("Quadro approvato: da ora è quello in vigore.")
    pericolo = True

    def avviso(self):
        """Return what does not add up or, when all does, that there is no way back."""
        return " ".join(non_quadra(self.riga)) or _(
            "Un quadro approvato non si cambia più: per correggerlo serve una nuova versione."
        )

    def esegui(self, form):
        """Approve it."""
        approva_quadro(quadro=self.riga, utente=self.request.user, **form.cleaned_data)


class VersioneView(AzioneView):
    """Prepare the next version, and open it."""

    modello = QuadroFinanziario
    permission_required = "progetti.add_quadrofinanziario"
    form_class = VersioneForm
    titolo = _("Prepara una nuova versione del quadro")
    bottone = _("Prepara")
    fatto = _("La bozza è pronta: correggi le voci, poi approvala. Intanto vale il quadro di prima.")

    def esegui(self, form):
        """Copy the budget in force; the page that follows is that of the copy."""
        self.riga = nuova_versione(progetto=self.riga.progetto, utente=self.request.user, **form.cleaned_data)


class RigheDelQuadro(RigheBase):
    """Lines of a budget: once it is approved they are only shown."""

    def has_add_permission(self, request, obj=None):
        return not _approvato(obj) and super().has_add_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        return not _approvato(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return not _approvato(obj) and super().has_delete_permission(request, obj)


class VoceDenaroInline(RigheDelQuadro):
    model = VoceDenaro
    fields = ["pagatore", "importo", "in_natura", "organizzazione", "fondo", "parte_di"]


class VoceSpesaInline(RigheDelQuadro):
    model = VoceSpesa
    fields = ["categoria", "importo", "ammissibile"]


class QuadriFilter(FiltroDaFare):
    voci = {"da_approvare": (_("quadri da approvare"), lambda righe: righe.filter(approvato_il=None))}


@admin.register(QuadroFinanziario)
class QuadroFinanziarioAdmin(AdminBase):
    list_display = ["progetto", "numero", "euro", "approvato_il", "motivo", "origine"]
    list_filter = [QuadriFilter, "origine", "progetto__piano", "progetto__fondo"]
    list_select_related = [
        "progetto__alleanza__ambito",
        "progetto__alleanza__piano",
        "progetto__piano",
        "progetto__fondo",
        "atto",
    ]
    search_fields = ["progetto__titolo", "progetto__code", "motivo"]
    search_help_text = _("Cerca per titolo o codice del progetto, o per motivo.")
    readonly_fields = ["numero", "approvato_il", "atto"]
    fields = ["progetto", "numero", "costo_totale", "motivo", "origine", "approvato_il", "atto"]
    fields += ["fonti", "certezza", "nota"]
    filter_horizontal = ["fonti"]
    inlines = [VoceDenaroInline, VoceSpesaInline]
    change_form_template = "admin/progetti/quadro.html"
    euro = colonna_euro("costo_totale", _("costo totale"))

    def get_readonly_fields(self, request, obj=None):
        """Return also what an approved budget never changes, and the project of every written one."""
        mai = SCRITTI_UNA_VOLTA if _approvato(obj) else ["progetto"] if obj else []
        return [*self.readonly_fields, *mai]

    def get_actions(self, request):
        """Return no bulk deletion: approved budgets stay."""
        return {}

    def has_delete_permission(self, request, obj=None):
        return not _approvato(obj) and super().has_delete_permission(request, obj)

    def save_model(self, request, obj, form, change):
        """Save a draft, numbered after the last one, while nobody approves or pays."""
        blocca(obj.progetto)
        if not change:
            ultimo = obj.progetto.quadri.aggregate(ultimo=Max("numero"))["ultimo"]
            obj.numero = (ultimo or 0) + 1
        super().save_model(request, obj, form, change)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        """Show the sheet, with what does not add up."""
        if obj is not None:
            context["non_quadra"] = non_quadra(obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def get_urls(self):
        """Return also the pages that approve a budget and prepare the next one."""
        vista = self.admin_site.admin_view
        approva = vista(ApprovaView.as_view(admin_site=self.admin_site))
        versione = vista(VersioneView.as_view(admin_site=self.admin_site))
        return [
            path("<int:pk>/approva/", approva, name="progetti_quadrofinanziario_approve"),
            path("<int:pk>/nuova-versione/", versione, name="progetti_quadrofinanziario_version"),
            *super().get_urls(),
        ]


def _approvato(quadro):
    return quadro is not None and quadro.approvato_il is not None
