"""Filters of the library and of the acts."""

from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet

from core.elenchi import TestoFilter, VocabolarioFilter
from imprese.models import Tema
from redazione.biblioteca.models import Documento


class DocumentoFilter(FilterSet):
    """Papers of the library by words, kind, topic and who takes them."""

    q = TestoFilter(label=_("Titolo o parola"), campi=["titolo", "sommario", "testo"])
    tipo = ChoiceFilter(label=_("Tipo"), choices=Documento.Tipo.choices, empty_label=_("Tutti i tipi"))
    tema = VocabolarioFilter(
        label=_("Tema"),
        field_name="temi",
        queryset=Tema.objects.filter(ritirato_il=None),
        to_field_name="code",
        empty_label=_("Tutti i temi"),
    )
    per_chi = ChoiceFilter(
        label=_("Per chi"),
        method="filtra_per_chi",
        choices=Documento.PerChi.choices[1:],
        empty_label=_("Tutti"),
    )

    def filtra_per_chi(self, queryset, name, value):
        """Keep what is for them, and what is for everybody."""
        return queryset.filter(per_chi__in=[value, Documento.PerChi.TUTTI])


class AttoFilter(FilterSet):
    """Acts by words, year and body."""

    q = TestoFilter(label=_("Titolo, numero o parola"), campi=["titolo", "numero", "effetto"])
    ente = ChoiceFilter(label=_("Ente"), empty_label=_("Tutti gli enti"))
    anno = ChoiceFilter(
        label=_("Anno"), field_name="data", lookup_expr="year", empty_label=_("Tutti gli anni")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        coppie = self.queryset.order_by().values_list("data__year", "ente").distinct()
        coppie = list(coppie)
        anni = sorted({anno for anno, _ente in coppie if anno}, reverse=True)
        self.filters["anno"].extra["choices"] = [(str(anno), str(anno)) for anno in anni]
        self.filters["ente"].extra["choices"] = [(e, e) for e in sorted({ente for _anno, ente in coppie})]
