"""Bases for the admins of every room: sane defaults, few queries, refusals in words."""

import re
from functools import partial

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import BadRequest, FieldDoesNotExist
from django.db import DataError, IntegrityError, transaction
from django.db.models import FileField, Q, URLField
from django.forms import ModelChoiceField, ModelMultipleChoiceField, ValidationError
from django.shortcuts import redirect
from django.urls import NoReverseMatch
from django.utils import timezone

from core.admin.da_fare import FiltroDaFare
from core.admin.file_privati import FilePrivatoInput
from core.admin.rifiuti import RifiutoError, con_rifiuto, motivo_ignoto, perche, salva_tutte
from core.guardie import limita

IN_FONDO = ["fonti", "certezza", "nota", "dimostrativo"]
CONTROLLI = {URLField: {"assume_scheme": "https"}, FileField: {"widget": FilePrivatoInput}}
# No browser sends them: text that PostgreSQL cannot hold, numbers that SQLite cannot.
NON_VALIDO = re.compile(r"\x00|[0-9]{19,}")


class SceltaMultipla(ModelMultipleChoiceField):
    """A multiple choice that refuses numbers no database can hold, instead of asking for them."""

    def _check_values(self, value):
        for pk in value:
            if NON_VALIDO.search(str(pk)):
                raise ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": pk}
                )
        return super()._check_values(value)


class Campi:
    """The fields of a sheet and of its lines: where the facts come from last, hints, choices.

    ``aiuti`` are the hints of this admin, {field: text}. Choices come with what the names need and, in a new
    sheet, without retired entries; they are read when they are shown, once a page for each model, however
    many fields and rows offer them.
    """

    aiuti = {}

    def get_fields(self, request, obj=None):
        """Return the fields in the order of the model, where they come from last."""
        campi = super().get_fields(request, obj)
        if self.fields:
            return campi
        return [c for c in campi if c not in IN_FONDO] + [c for c in IN_FONDO if c in campi]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Return the field with its hint."""
        if db_field.name in self.aiuti:
            kwargs["help_text"] = self.aiuti[db_field.name]
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Return the field with the rows to choose among."""
        kwargs.setdefault("queryset", self._da_scegliere(db_field, request))
        campo = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if isinstance(campo, ModelChoiceField):
            campo.choices = partial(_scelte, campo, request)
        return campo

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        """Return the field with the rows to choose among."""
        kwargs.setdefault("queryset", self._da_scegliere(db_field, request))
        kwargs.setdefault("form_class", SceltaMultipla)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def _da_scegliere(self, db_field, request):
        """Return the rows of the other model; a new sheet is not offered the retired entries."""
        modello = db_field.remote_field.model
        righe = modello._default_manager.select_related(*self._del_suo_elenco(modello, request))
        nuova = "object_id" not in request.resolver_match.kwargs
        if nuova and any(campo.name == "ritirato_il" for campo in modello._meta.fields):
            righe = righe.filter(Q(ritirato_il=None) | Q(ritirato_il__gt=timezone.localdate()))
        return righe

    def _del_suo_elenco(self, modello, request):
        """Return the relations that the list of ``modello`` loads: its name needs no others."""
        gestione = self.admin_site._registry.get(modello)
        return (gestione and gestione.get_list_select_related(request)) or []


def _scelte(campo, request):
    """Return the choices of a foreign key: read once a request for each model."""
    lette = request.__dict__.setdefault("scelte_lette", {})
    modello = campo.queryset.model
    if modello not in lette:
        scelta = campo.iterator(campo).choice
        lette[modello] = [scelta(riga) for riga in campo.queryset]
    vuota = [] if campo.empty_label is None else [("", campo.empty_label)]
    return vuota + lette[modello]


class AdminBase(Campi, admin.ModelAdmin):
    """Defaults of every admin of the portal.

    Lists show 50 rows and do not count the whole table when filtered; the foreign keys shown in a list come
    with its one query, empty ones too (Django follows only those that cannot be empty). What the database
    refuses comes back as an error of the form, with everything typed still there.

    ``eventi`` names the append-only events of a row: they are history, who has some is not deleted.
    ``azioni_una_per_una`` names the actions that keep a transaction of their own for each row.
    """

    list_per_page = 50
    list_max_show_all = 500
    show_full_result_count = False
    formfield_overrides = CONTROLLI
    eventi = None
    azioni_una_per_una = ()

    def get_queryset(self, request):
        """Return the rows that who asks may see (``core.guardie``)."""
        return limita(request, super().get_queryset(request))

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

    def da_fare(self, request):
        """Return what needs action in this list, for the first page; nothing for who may not look at it."""
        if not self.has_view_permission(request):
            return []
        filtri = [voce for voce in self.get_list_filter(request) if isinstance(voce, type)]
        return [
            voce
            for filtro in filtri
            if issubclass(filtro, FiltroDaFare)
            for voce in filtro.conti(self, request)
        ]

    def view_on_site(self, obj):
        """Return the address of the public page of a row; None when citizens do not see it."""
        if not hasattr(obj, "get_absolute_url"):
            return None
        pubblicati = getattr(self.model._default_manager, "pubblicati", None)
        if pubblicati and not pubblicati().filter(pk=obj.pk).exists():
            return None
        try:
            return obj.get_absolute_url()
        except NoReverseMatch:  # a form shown again with the address emptied
            return None

    def get_deleted_objects(self, objs, request):
        """Return what goes with the rows to delete; append-only events stand in the way."""
        cancellati, conti, permessi, protetti = super().get_deleted_objects(objs, request)
        if self.eventi:
            protetti = [*protetti, *(str(evento) for riga in objs for evento in self._eventi_di(riga))]
        return cancellati, conti, permessi, protetti

    def _eventi_di(self, riga):
        return getattr(riga, self.eventi).all()

    def get_form(self, request, obj=None, change=False, **kwargs):
        """Return the form of the sheet, with the refusal of the database when it is shown again."""
        modulo = super().get_form(request, obj, change=change, **kwargs)
        rifiuto = getattr(request, "rifiuto", None)
        return con_rifiuto(modulo, rifiuto) if rifiuto else modulo

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Show or save a sheet and its lines."""
        pagina = super().changeform_view
        return self.o_rifiuto(request, lambda: pagina(request, object_id, form_url, extra_context))

    def o_rifiuto(self, request, pagina):
        """Return what ``pagina()`` returns; if the database refuses, undo all and show it with the reason."""
        if request.method != "POST":
            return pagina()
        try:
            with transaction.atomic():
                return pagina()
        except RifiutoError as rifiuto:
            request.rifiuto = rifiuto.messaggi
        except IntegrityError:
            request.rifiuto = [motivo_ignoto()]
        return pagina()

    def save_model(self, request, obj, form, change):
        """Save a sheet; raise RifiutoError when the database refuses it."""
        try:
            with transaction.atomic():
                super().save_model(request, obj, form, change)
        except IntegrityError as errore:
            raise RifiutoError(perche(obj)) from errore

    def save_formset(self, request, form, formset, change):
        """Save the lines of a sheet, those taken away first; an event remembers who recorded it.

        Raises RifiutoError when the database refuses one of them.
        """
        righe = formset.save(commit=False)
        for riga in formset.deleted_objects:
            riga.delete()
        for riga in righe:
            if riga._state.adding and hasattr(riga, "registrato_da"):
                riga.registrato_da = request.user
        salva_tutte(righe)
        formset.save_m2m()

    def get_changelist_instance(self, request):
        """Return the rows to list; raise BadRequest for a filter the database cannot understand."""
        try:
            return super().get_changelist_instance(request)
        except (ValueError, OverflowError, DataError) as errore:
            raise BadRequest from errore

    def changelist_view(self, request, extra_context=None):
        """Show the list, or run an action: what the database refuses is told.

        Raises BadRequest for values that no page of the portal sends.
        """
        valori = [v for nome, tutti in request.GET.lists() if nome != "q" for v in tutti]
        scelte = request.POST.getlist(ACTION_CHECKBOX_NAME)
        scelte += [v for nome, v in request.POST.items() if nome.startswith("form-") and nome.endswith("-id")]
        if any(NON_VALIDO.search(v) for v in valori) or not all(self._e_chiave(pk) for pk in scelte):
            raise BadRequest
        if request.method != "POST" or request.POST.get("action") in self.azioni_una_per_una:
            return super().changelist_view(request, extra_context)
        try:
            with transaction.atomic():
                return super().changelist_view(request, extra_context)
        except IntegrityError:
            self.message_user(request, motivo_ignoto(), messages.ERROR)
            return redirect(request.get_full_path())

    def _e_chiave(self, valore):
        return valore.isdecimal() and not NON_VALIDO.search(valore)


class RigheBase(Campi, admin.TabularInline):
    """Rows of a sheet, edited with it, read in one query with all that their names need."""

    extra = 1
    formfield_overrides = CONTROLLI

    def get_queryset(self, request):
        """Return the rows with what they point at, in one query."""
        chiavi = [campo for campo in self.model._meta.fields if campo.many_to_one]
        lontane = [
            f"{campo.name}__{relazione}"
            for campo in chiavi
            for relazione in self._del_suo_elenco(campo.related_model, request)
        ]
        return super().get_queryset(request).select_related(*(campo.name for campo in chiavi), *lontane)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Return the field; beside a choice only “add”: the cells are narrow."""
        campo = super().formfield_for_dbfield(db_field, request, **kwargs)
        if campo and isinstance(campo.widget, RelatedFieldWidgetWrapper):
            campo.widget.can_change_related = campo.widget.can_view_related = False
        return campo
