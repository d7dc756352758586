"""Papers of the projects in the admin: what the capofila sent, which ones citizens may open."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import FileField
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from core.admin import AdminBase, FiltroDaFare
from core.documenti import scarica
from progetti.models import DocumentoProgetto


class DocumentiDaFareFilter(FiltroDaFare):
    voci = {"da_vedere": (_("da vedere"), lambda righe: righe.filter(visto_il=None))}
    altre = {"pubblici": (_("pubblici"), lambda righe: righe.filter(pubblico=True))}


@admin.register(DocumentoProgetto)
class DocumentoProgettoAdmin(AdminBase):
    list_display = ["titolo", "progetto", "tipo", "data", "pubblico", "visto_il"]
    list_filter = [DocumentiDaFareFilter, "tipo", "pubblico"]
    list_select_related = ["progetto__alleanza__ambito", "progetto__alleanza__piano"]
    search_fields = ["titolo", "progetto__titolo", "progetto__code"]
    # A private file has no address for the usual widget to link.
    formfield_overrides = AdminBase.formfield_overrides | {FileField: {"widget": forms.FileInput}}
    readonly_fields = ["leggi", "caricato_da", "caricato_il"]
    aiuti = {
        "pubblico": _(
            "Se sì, chiunque lo scarica dalla pagina del progetto: prima controlla che non ci siano nomi."
        ),
    }

    def get_urls(self):
        vista = self.admin_site.admin_view(self.scarica_view)
        return [
            path("<int:pk>/documento/", vista, name="progetti_documentoprogetto_document"),
            *super().get_urls(),
        ]

    def scarica_view(self, request, pk):
        """Return the file; raise PermissionDenied to who may not look at it, Http404 when there is none."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        riga = get_object_or_404(DocumentoProgetto, pk=pk)
        if not riga.file:
            raise Http404
        return scarica(riga.file, nome=f"{slugify(riga.titolo) or 'documento'}.pdf")

    @admin.display(description=_("leggi"))
    def leggi(self, riga):
        if not riga.file:
            return riga.indirizzo or "-"
        indirizzo = reverse("admin:progetti_documentoprogetto_document", args=[riga.pk])
        return format_html('<a href="{}">{}</a>', indirizzo, _("scarica il PDF"))

    def save_model(self, request, obj, form, change):
        """Save the paper; who puts a new one is remembered."""
        if not change:
            obj.caricato_da = request.user
        super().save_model(request, obj, form, change)
