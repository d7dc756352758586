"""The library in the admin: what is a draft, what is about to end, which PDFs cannot be read aloud."""

from datetime import timedelta

from django.contrib import admin, messages
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.admin import FiltroDaFare, RigheBase
from redazione.admin.base import AdminDiTesto
from redazione.models import Documento, VersioneDocumento

PRESTO = timedelta(days=30)


def _presto():
    return timezone.localdate() + PRESTO


class BibliotecaFilter(FiltroDaFare):
    voci = {
        "in_scadenza": (_("da rinnovare entro 30 giorni"), lambda righe: righe.in_scadenza(_presto())),
        "senza_etichette": (_("con un PDF senza etichette"), lambda righe: righe.senza_etichette()),
    }
    altre = {
        "bozze": (_("bozze"), lambda righe: righe.filter(pubblica_dal=None)),
        "in_uso": (_("in uso"), lambda righe: righe.pubblicati().in_uso()),
    }


class VersioneInline(RigheBase):
    """The versions, with what the check read in each file."""

    model = VersioneDocumento
    fields = ["numero", "data", "cambia", "file", "indirizzo", "lettura"]
    readonly_fields = ["lettura"]

    @admin.display(description=_("si legge?"))
    def lettura(self, versione):
        """Return what the structure of the file allows."""
        return versione.si_legge or "–"


@admin.register(Documento)
class DocumentoAdmin(AdminDiTesto):
    campo_testo, campo_titolo = "testo", "titolo"
    list_display = ["titolo", "tipo", "per_chi", "pubblica_dal", "scade_il", "dimostrativo"]
    list_filter = [BibliotecaFilter, "tipo", "per_chi", "dimostrativo"]
    search_fields = ["titolo", "sommario", "testo"]
    filter_horizontal = ["temi", "fonti"]
    inlines = [VersioneInline]

    def save_related(self, request, form, formsets, change):
        """Save; say of a new PDF that it cannot be read aloud, while who has the original is here."""
        super().save_related(request, form, formsets, change)
        nuove = [riga for righe in formsets for riga in righe.new_objects]
        cambiate = [riga for righe in formsets for riga, campi in righe.changed_objects if "file" in campi]
        if any(riga.file and not riga.etichette for riga in nuove + cambiate):
            messages.warning(
                request,
                _(
                    "Il PDF non ha etichette: chi usa una sintesi vocale lo ascolta male. Dal programma "
                    "che lo ha scritto esportalo come «PDF accessibile», oppure scrivi il testo da copiare."
                ),
            )
