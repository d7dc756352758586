"""The papers of projects in the admin: those to see first; seen, shown to citizens, taken out of sight."""

from django.contrib import admin, messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.admin import AdminBase, FiltroDaFare, RigheBase
from core.documenti import scarica
from progetti.area.carte import segna_visti
from progetti.models import DocumentoProgetto, Scadenza


class ScadenzaInline(RigheBase):
    """Deadlines of one project: those of the whole cycle are in its sheet."""

    model = Scadenza


class DocumentiFilter(FiltroDaFare):
    voci = {"da_vedere": (_("documenti da vedere"), lambda righe: righe.filter(visto_il=None))}
    altre = {"pubblici": (_("che vedono i cittadini"), lambda righe: righe.filter(pubblico=True))}


@admin.register(DocumentoProgetto)
class DocumentoProgettoAdmin(AdminBase):
    """What comes from a member is never rewritten here: ATS sees it and decides who else does."""

    list_display = ["titolo", "tipo", "visto_il", "pubblico", "caricato_il", "caricato_da", "progetto"]
    list_filter = [DocumentiFilter, "tipo", "pubblico"]
    list_select_related = [
        "progetto__alleanza__ambito",
        "progetto__alleanza__piano",
        "progetto__piano",
        "caricato_da",
    ]
    search_fields = ["titolo", "progetto__titolo", "progetto__code"]
    search_help_text = _("Cerca per titolo, o per titolo e codice del progetto.")
    actions = ["segna_visti", "pubblica", "nascondi"]
    aiuti = {
        "pubblico": _("I cittadini lo vedono nella scheda del progetto. Controlla che non nomini persone."),
        "indirizzo": _("Se il documento è già pubblicato altrove, al posto del file."),
    }

    def get_fields(self, request, obj=None):
        """Return the fields; the file of a paper that is there is downloaded, not changed."""
        inizio = ["progetto", "tipo", "titolo", "data"]
        if obj is None:
            return [*inizio, "file", "indirizzo", "pubblico"]
        return [*inizio, "scarica_file", "indirizzo", "pubblico", "visto_il", "caricato_da", "caricato_il"]

    def get_readonly_fields(self, request, obj=None):
        """Return what is only read."""
        return [] if obj is None else ["progetto", "scarica_file", "caricato_da", "caricato_il"]

    def get_urls(self):
        """Add the download."""
        vista = self.admin_site.admin_view(self.documento_view)
        nome = "progetti_documentoprogetto_document"
        return [path("<int:pk>/documento/", vista, name=nome), *super().get_urls()]

    def documento_view(self, request, pk):
        """Return the file; raise Http404 for who may not see it, or when there is none."""
        documento = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_view_permission(request, documento) or not documento.file:
            raise Http404
        return scarica(documento.file, nome=f"{slugify(documento.titolo)[:80] or 'documento'}.pdf")

    def save_model(self, request, obj, form, change):
        """Save; what ATS puts there itself it has seen."""
        if not change:
            obj.caricato_da, obj.visto_il = request.user, obj.visto_il or timezone.localdate()
        super().save_model(request, obj, form, change)

    @admin.display(description=_("file"))
    def scarica_file(self, documento):
        """Return the link to the download."""
        if not documento.file:
            return "–"
        indirizzo = reverse("admin:progetti_documentoprogetto_document", args=[documento.pk])
        return format_html('<a href="{}">{}</a>', indirizzo, _("Scarica il PDF"))

    @admin.action(description=_("Segna come visti da ATS"), permissions=["change"])
    def segna_visti(self, request, queryset):
        """Write that ATS has seen them, today."""
        numero = segna_visti(documenti=queryset)
        testo = ngettext("%(n)s documento segnato come visto.", "%(n)s documenti segnati come visti.", numero)
        self.message_user(request, testo % {"n": numero}, messages.SUCCESS)

    @admin.action(description=_("Mostra ai cittadini"), permissions=["change"])
    def pubblica(self, request, queryset):
        """Show them to citizens: they count as seen."""
        scelti = DocumentoProgetto.objects.filter(pk__in=list(queryset.values_list("pk", flat=True)))
        segna_visti(documenti=scelti)
        self._racconta(request, scelti.update(pubblico=True))

    @admin.action(description=_("Non mostrare più ai cittadini"), permissions=["change"])
    def nascondi(self, request, queryset):
        """Take them out of the public sheet."""
        self._racconta(request, queryset.update(pubblico=False))

    def _racconta(self, request, numero):
        testo = ngettext("%(n)s documento cambiato.", "%(n)s documenti cambiati.", numero)
        self.message_user(request, testo % {"n": numero}, messages.SUCCESS)
