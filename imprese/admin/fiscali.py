"""Topics, aims and dated sheets in the admin: what expires and what nobody checked come first."""

from datetime import timedelta

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.admin import AdminBase, AdminConStoria, FiltroDaFare, RigheBase
from imprese.models import Misura, Obiettivo, SchedaFiscale, Tema

PRESTO = timedelta(days=60)


def _scadono(righe):
    """Return the sheets in force that end within sixty days with no sheet of their topic after them."""
    oggi = timezone.localdate()
    dopo = SchedaFiscale.objects.filter(dal__gt=oggi).values("tema")
    return righe.filter(al__gte=oggi, al__lte=oggi + PRESTO).exclude(tema__in=dopo)


class SchedeFilter(FiltroDaFare):
    voci = {
        "da_controllare": (_("da controllare sulla fonte"), lambda righe: righe.filter(verificata_il=None)),
        "in_scadenza": (_("scadono entro 60 giorni, senza la successiva"), _scadono),
    }
    altre = {"in_vigore": (_("in vigore"), lambda righe: righe.al())}


class MisuraInline(RigheBase):
    """The figures of a sheet."""

    model = Misura


@admin.register(SchedaFiscale)
class SchedaFiscaleAdmin(AdminConStoria):
    """A change of the law is a new sheet: close the one in force, write the next."""

    list_display = ["titolo", "tema", "dal", "al", "verificata_il", "dimostrativo"]
    list_filter = [SchedeFilter, "tema", "dimostrativo"]
    search_fields = ["titolo", "testo", "code"]
    filter_horizontal = ["fonti"]
    inlines = [MisuraInline]


@admin.register(Tema)
class TemaAdmin(AdminBase):
    list_display = ["label", "articolo", "ordine", "ritirato_il"]
    search_fields = ["label", "code", "articolo", "spiegazione"]
    filter_horizontal = ["tipologie", "fonti"]


@admin.register(Obiettivo)
class ObiettivoAdmin(AdminBase):
    list_display = ["label", "ordine", "ritirato_il"]
    search_fields = ["label", "code", "spiegazione"]
    filter_horizontal = ["temi", "tipologie", "fonti"]
