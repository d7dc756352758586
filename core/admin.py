"""Bases for the admins of every room: sane defaults, and history with differences and restore."""

from django.contrib import admin
from django.contrib.admin.helpers import AdminForm
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin


class AdminBase(admin.ModelAdmin):
    """Defaults of every admin of the portal.

    Lists show 50 rows and do not count the whole table when filtered; the foreign keys shown in a list come
    with its one query, empty ones too (Django follows only those that cannot be empty).
    """

    list_per_page = 50
    list_max_show_all = 500
    show_full_result_count = False

    def get_list_select_related(self, request):
        """Return what the admin declares or, by default, the foreign keys among its columns."""
        if self.list_select_related:
            return self.list_select_related
        return [nome for nome in self.get_list_display(request) if self._is_foreign_key(nome)] or False

    def _is_foreign_key(self, nome):
        try:
            campo = self.model._meta.get_field(nome)
        except (FieldDoesNotExist, TypeError):
            return False
        return bool(campo.many_to_one or campo.one_to_one) and campo.concrete


class RigheBase(admin.TabularInline):
    """Rows of a sheet, edited with it. The choices of a foreign key are read once, not once a row."""

    extra = 1

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Return the field with its choices as a list shared by every row of the page."""
        campo = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if campo is not None and hasattr(campo, "queryset"):
            campo.choices = list(campo.choices)
        return campo


class FiltroDaFare(admin.SimpleListFilter):
    """A filter whose default is what needs action; a text search looks everywhere.

    Subclasses set ``voci``: {value: (label, function of the queryset)}, what needs action first.
    """

    title = _("da fare")
    parameter_name = "da_fare"
    tutto = "tutto"
    voci = {}

    def lookups(self, request, model_admin):
        """Return the lists of things to do, then everything."""
        self.cerca = bool(request.GET.get("q"))
        return [
            *((valore, etichetta) for valore, (etichetta, _f) in self.voci.items()),
            (self.tutto, _("tutto")),
        ]

    def value(self):
        """Return the value asked for, or the default."""
        return super().value() or (self.tutto if self.cerca else next(iter(self.voci)))

    def choices(self, changelist):
        """Yield the choices, without Django's “all”."""
        for valore, etichetta in self.lookup_choices:
            yield {
                "selected": self.value() == valore,
                "query_string": changelist.get_query_string({self.parameter_name: valore}),
                "display": etichetta,
            }

    def queryset(self, request, queryset):
        """Return the rows of the chosen list; an unknown value gives everything."""
        _etichetta, scegli = self.voci.get(self.value(), (None, lambda righe: righe))
        return scegli(queryset)


class AdminConStoria(SimpleHistoryAdmin, AdminBase):
    """Admin of a model with ``history = HistoricalRecords()``: who changed what and when, and restore.

    Whoever may only look sees the past versions read-only; restoring asks for the right to change.
    """

    history_list_per_page = 50

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        """Show a past version; restore it on POST.

        Raises PermissionDenied when who restores may not change the row: the library asks only for the right
        to look at it.
        """
        if request.method == "POST" and not self.has_change_permission(request):
            raise PermissionDenied
        return super().history_form_view(request, object_id, version_id, extra_context)

    def render_history_view(self, request, template, context, **kwargs):
        """Render a page of the history; a past version is plain text for who may not restore it."""
        versione = context.get("adminform")
        if versione and not self.has_change_permission(request):
            campi = flatten_fieldsets(versione.fieldsets)
            context["adminform"] = AdminForm(versione.form, versione.fieldsets, {}, campi, model_admin=self)
        return super().render_history_view(request, template, context, **kwargs)

    def history_view_title(self, request, obj):
        """Return the title of the page with the changes of a row."""
        return _("Storia di “%(nome)s”") % {"nome": obj}

    def history_form_view_title(self, request, obj):
        """Return the title of the page with one past version of a row."""
        return _("Versione precedente di “%(nome)s”") % {"nome": obj}
