"""Filters of the good practices."""

from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet

from core.elenchi import TestoFilter, VocabolarioFilter
from imprese.models import BuonaPratica, Dimensione, Tema
from territorio.models import Ambito


class BuonaPraticaFilter(FilterSet):
    """Public good practices by words, size, sector, topic, ambito and cost."""

    q = TestoFilter(label=_("Titolo o parola"), campi=["titolo", "misure", "da_copiare"])
    dimensione = ChoiceFilter(
        label=_("Dimensione"), choices=Dimensione.choices, empty_label=_("Tutte le dimensioni")
    )
    settore = ChoiceFilter(
        label=_("Settore"), choices=BuonaPratica.Settore.choices, empty_label=_("Tutti i settori")
    )
    costo = ChoiceFilter(
        label=_("Quanto costa"), choices=BuonaPratica.Costo.choices, empty_label=_("Qualunque costo")
    )
    tema = VocabolarioFilter(
        label=_("Tema"),
        field_name="temi",
        queryset=Tema.objects.filter(ritirato_il=None),
        to_field_name="code",
        empty_label=_("Tutti i temi"),
    )
    ambito = VocabolarioFilter(
        label=_("Ambito"),
        queryset=Ambito.objects.all(),
        to_field_name="slug",
        empty_label=_("Tutti gli ambiti"),
    )
