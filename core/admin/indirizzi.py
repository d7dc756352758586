"""Addresses that moved, in the admin: the portal writes them by itself when a short address changes."""

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.redirects.models import Redirect
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from core.admin.basi import AdminBase

DEL_PORTALE = RegexValidator(r"^/(?!/)[^\\\s]*$", _("Scrivi un indirizzo del portale: comincia con “/”."))


class RedirectForm(forms.ModelForm):
    """From an old address of the portal to another one of the portal; to nothing: the page is gone."""

    old_path = forms.CharField(
        label=_("Indirizzo vecchio"),
        max_length=200,
        validators=[DEL_PORTALE],
        help_text=_("Per esempio /servizi/nido-vecchio/."),
    )
    new_path = forms.CharField(
        label=_("Indirizzo nuovo"),
        max_length=200,
        required=False,
        validators=[DEL_PORTALE],
        help_text=_("Vuoto: la pagina non c'è più."),
    )

    class Meta:
        model = Redirect
        fields = ["old_path", "new_path"]


@admin.register(Redirect)
class RedirectAdmin(AdminBase):
    form = RedirectForm
    list_display = ["old_path", "new_path"]
    search_fields = ["old_path", "new_path"]

    def save_model(self, request, obj, form, change):
        obj.site_id = settings.SITE_ID
        super().save_model(request, obj, form, change)
