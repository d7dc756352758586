"""Merging two records of the same body: choose which stays, see what moves, confirm."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from aderenti.unione import che_cosa_si_sposta, unisci


class UnioneForm(forms.Form):
    """Which of the two records stays."""

    tieni = forms.ModelChoiceField(
        label=_("Quale scheda resta"), queryset=None, widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args, schede, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["tieni"].queryset = schede


class UnioneMixin:
    """The action of the register that merges two selected records: mixin of its admin."""

    @admin.action(description=_("Unisci due schede dello stesso ente"), permissions=["change"])
    def unisci(self, request, queryset):
        """Show the two records and, on confirmation, merge them."""
        schede = self.get_queryset(request).filter(pk__in=request.POST.getlist(ACTION_CHECKBOX_NAME)[:3])
        if schede.count() != 2:
            self.message_user(request, _("Scegli due schede, né più né meno."), messages.ERROR)
            return None
        form = UnioneForm(request.POST if "conferma" in request.POST else None, schede=schede)
        if form.is_valid() and self._unite(request, schede, form):
            return None
        contesto = self.admin_site.each_context(request) | {
            "title": _("Unisci due schede dello stesso ente"),
            "opts": self.model._meta,
            "form": form,
            "schede": [(scheda, che_cosa_si_sposta(scheda)) for scheda in schede],
        }
        return TemplateResponse(request, "admin/aderenti/unisci.html", contesto)

    def _unite(self, request, schede, form):
        tieni = form.cleaned_data["tieni"]
        togli = next(scheda for scheda in schede if scheda != tieni)
        try:
            rimaste = unisci(tieni=tieni, togli=togli, utente=request.user)
        except ValidationError as errore:
            form.add_error(None, errore)
            return False
        for scheda, testo in ((tieni, _("unita a questa la scheda %s")), (togli, _("unita alla scheda %s"))):
            self.log_change(request, scheda, str(testo) % (togli if scheda == tieni else tieni))
        self.message_user(request, _("Fatto: resta «%(ente)s».") % {"ente": tieni}, messages.SUCCESS)
        for riga in rimaste:
            testo = _("Non si è potuta spostare, resta sulla scheda vecchia: %(riga)s") % {"riga": riga}
            self.message_user(request, testo, messages.WARNING)
        return True
