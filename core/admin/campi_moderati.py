"""Which fields wait for ATS: a table with a tick a field, nothing to add or delete."""

from django import forms
from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.admin.basi import AdminBase
from core.models import CampoModerato
from core.proposte import schede


class SchedaFilter(SimpleListFilter):
    title = _("scheda")
    parameter_name = "quale"

    def lookups(self, request, model_admin):
        return [(n, capfirst(s.modello._meta.verbose_name_plural)) for n, s in schede().items()]

    def queryset(self, request, queryset):
        return queryset.filter(scheda=self.value()) if self.value() else queryset


class SpuntaForm(forms.ModelForm):
    """The tick of one field, with the name of the field for who does not see the table."""

    class Meta:
        model = CampoModerato
        fields = ["sensibile"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        nome = f"{_etichetta(self.instance)} ({_scheda(self.instance)})"
        self.fields["sensibile"].widget.attrs["aria-label"] = _("%(voce)s: aspetta ATS") % {"voce": nome}


def _scheda(riga):
    scheda = schede().get(riga.scheda)
    return scheda.modello._meta.verbose_name if scheda else riga.scheda


def _etichetta(riga):
    scheda = schede().get(riga.scheda)
    return scheda.etichetta(riga.campo) if scheda and riga.campo in scheda.per_campo else riga.campo


@admin.register(CampoModerato)
class CampoModeratoAdmin(AdminBase):
    list_display = ["voce", "della_scheda", "sensibile"]
    list_editable = ["sensibile"]
    list_filter = [SchedaFilter, "sensibile"]
    list_per_page = 200
    search_fields = ["campo", "scheda"]
    search_help_text = _("Cerca per nome tecnico della voce.")
    fields = ["voce", "della_scheda", "sensibile"]
    readonly_fields = ["voce", "della_scheda"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_changelist_form(self, request, **kwargs):
        return SpuntaForm

    @admin.display(description=_("voce"))
    def voce(self, riga):
        return capfirst(_etichetta(riga))

    @admin.display(description=_("scheda"), ordering="scheda")
    def della_scheda(self, riga):
        return _scheda(riga)
