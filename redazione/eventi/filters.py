"""Filters of the dates of events."""

from datetime import date

from django.db.models.functions import TruncMonth
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet

from core.elenchi import TestoFilter, VocabolarioFilter
from territorio.models import Ambito


class DataEventoFilter(FilterSet):
    """Dates of public events by words, ambito and month (“2026-12”, of the months that have some)."""

    q = TestoFilter(
        label=_("Titolo o parola"), campi=["evento__titolo", "evento__sommario", "evento__per_chi"]
    )
    ambito = VocabolarioFilter(
        label=_("Ambito"),
        method="filtra_ambito",
        queryset=Ambito.objects.all(),
        to_field_name="slug",
        empty_label=_("Tutti gli ambiti"),
    )
    mese = ChoiceFilter(label=_("Mese"), method="filtra_mese", empty_label=_("Tutti i mesi"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        righe = self.queryset.annotate(mese_di=TruncMonth("inizio")).order_by("mese_di")
        self.mesi = list(righe.values_list("mese_di", flat=True).distinct())
        self.filters["mese"].extra["choices"] = [
            (f"{mese:%Y-%m}", date_format(mese, "F Y").lower()) for mese in self.mesi
        ]

    def filtra_ambito(self, queryset, name, value):
        """Keep the dates of the events held in the ambito."""
        return queryset.nell_ambito(value)

    def filtra_mese(self, queryset, name, value):
        """Keep the dates that begin in the month."""
        mese = date.fromisoformat(f"{value}-01")
        return queryset.filter(inizio__year=mese.year, inizio__month=mese.month)
