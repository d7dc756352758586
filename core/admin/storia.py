"""History of a sheet in the admin: who changed what and when, differences, restore."""

from datetime import date

from django.contrib import messages
from django.contrib.admin.helpers import AdminForm
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin
from simple_history.template_utils import HistoricalRecordContextHelper

from core.admin.basi import AdminBase
from core.admin.lettura import con_lettura, con_righe_lette
from core.guardie import c_e_una_guardia, limita
from core.models.denaro import CampoDenaro, in_euro
from core.proposte import schede


class DifferenzeInParole(HistoricalRecordContextHelper):
    """The values of a change as people read them, not as the database keeps them."""

    def prepare_delta_change_value(self, change, value):
        """Return the words for an old or a new value; a dash for an empty one."""
        campo = self.model._meta.get_field(change.field)
        if value is None or value == "":
            return "–"
        if campo.choices:
            return dict(campo.flatchoices).get(value, value)
        if isinstance(campo, CampoDenaro):
            return in_euro(value)
        if isinstance(value, bool):
            return _("sì") if value else _("no")
        if isinstance(value, date):
            return date_format(
                value, "SHORT_DATETIME_FORMAT" if hasattr(value, "hour") else "SHORT_DATE_FORMAT"
            )
        return super().prepare_delta_change_value(change, value)


class AdminConStoria(SimpleHistoryAdmin, AdminBase):
    """Admin of a model with ``history = HistoricalRecords()``: who changed what and when, and restore.

    Whoever may only look sees the past versions read-only; restoring asks for the right to change. Two people
    on the same sheet do not overwrite each other in silence (``core.admin.lettura``).
    """

    history_list_per_page = 50

    def get_object(self, request, object_id, from_field=None):
        """Return a row; one that is about to be saved is locked first, and is as it is now."""
        riga = super().get_object(request, object_id, from_field)
        if riga is None or request.method != "POST" or not _si_salva(request):
            return riga
        self.model._base_manager.select_for_update(of=("self",)).filter(pk=riga.pk).first()
        return super().get_object(request, object_id, from_field)

    def get_form(self, request, obj=None, change=False, **kwargs):
        """Return the form of the sheet, that remembers what it was read with."""
        return con_lettura(super().get_form(request, obj, change=change, **kwargs))

    def get_formsets_with_inlines(self, request, obj=None):
        """Yield the lines of the sheet, that remember what they were read with."""
        for formset, righe in super().get_formsets_with_inlines(request, obj):
            yield con_righe_lette(formset), righe

    def save_model(self, request, obj, form, change):
        """Save a sheet, and tell what stays as somebody else has just written it."""
        super().save_model(request, obj, form, change)
        self._restano(request, form)

    def save_formset(self, request, form, formset, change):
        """Save the lines of a sheet, and tell what stays as somebody else has just written it."""
        super().save_formset(request, form, formset, change)
        for riga in formset.initial_forms:
            self._restano(request, riga)

    def _restano(self, request, form):
        if form.tenute:
            testo = _("Nel frattempo qualcuno ha cambiato anche: %(voci)s. Resta come l’ha scritto.")
            self.message_user(request, testo % {"voci": ", ".join(form.tenute)}, messages.WARNING)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        """Show the sheet, with the way to the changes that members proposed about it."""
        if obj is not None and request.user.has_perm("core.view_proposta"):
            context["proposte"] = proposte_su(obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def get_historical_record_context_helper(self, request, historical_record):
        """Return what puts the differences into words."""
        return DifferenzeInParole(self.model, historical_record)

    def history_view(self, request, object_id, extra_context=None):
        """Show the changes of a row; raise Http404 when a guard keeps it from who asks."""
        self._controlla_guardia(request, object_id)
        return super().history_view(request, object_id, extra_context)

    def _controlla_guardia(self, request, object_id):
        if not c_e_una_guardia(self.model) or not str(object_id).isdecimal() or len(str(object_id)) > 18:
            return
        riga = self.model._default_manager.filter(pk=object_id)
        if riga.exists() and not limita(request, riga).exists():
            raise Http404

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        """Show a past version; restore it on POST.

        Raises PermissionDenied when who restores may not change the row: the library asks only for the right
        to look at it.
        """
        self._controlla_guardia(request, object_id)
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


def proposte_su(riga):
    """Return the address of the proposals about a sheet; about a body, those on all its sheets.

    None for what members do not change.
    """
    scheda = schede().get(riga._meta.label_lower)
    if scheda is None:
        return None
    quali = {"ente": riga.pk} if scheda.ente == "pk" else {"scheda": scheda.nome, "oggetto_id": riga.pk}
    return f"{reverse('admin:core_proposta_changelist')}?{urlencode(quali | {'da_fare': 'tutto'})}"


def _si_salva(request):
    """Return whether the page is that of the sheet: it saves in a transaction."""
    return request.resolver_match.url_name.endswith("_change")
