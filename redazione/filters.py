"""Filters of the news."""

from django.db.models import Count
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet

from core.elenchi import TestoFilter, VocabolarioFilter
from territorio.models import Ambito


class NotiziaFilter(FilterSet):
    """Public news by words, ambito and year of the fact.

    ``anni``: [(year, number of news)] of all that is public, the newest first.
    """

    q = TestoFilter(label=_("Titolo o parola"), campi=["titolo", "sommario", "testo"])
    ambito = VocabolarioFilter(
        label=_("Ambito"),
        field_name="ambiti",
        queryset=Ambito.objects.all(),
        to_field_name="slug",
        empty_label=_("Tutti gli ambiti"),
    )
    anno = ChoiceFilter(
        label=_("Anno"), field_name="data", lookup_expr="year", empty_label=_("Tutti gli anni")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        anni = self.queryset.order_by("-data__year").values_list("data__year")
        self.anni = list(anni.annotate(quante=Count("pk")))
        self.filters["anno"].extra["choices"] = [(str(anno), str(anno)) for anno, _quante in self.anni]
