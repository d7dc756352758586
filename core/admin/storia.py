"""History of a sheet in the admin: who changed what and when, differences, restore."""

from django.contrib.admin.helpers import AdminForm
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from core.admin.basi import AdminBase


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
        pagina = super().history_form_view
        return self.o_rifiuto(request, lambda: pagina(request, object_id, version_id, extra_context))

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
