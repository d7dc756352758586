"""Filters of the public calls."""

from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet

from core.elenchi import TestoFilter, VocabolarioFilter
from piani.models import Piano
from progetti.models import Avviso, Fondo


class AvvisoFilter(FilterSet):
    """Calls, read with ``con_stato()``, by text, state, cycle and fund."""

    q = TestoFilter(label=_("Titolo o parola"), campi=["titolo", "sintesi", "a_chi"])
    stato = ChoiceFilter(label=_("Stato"), choices=Avviso.Stato.choices, empty_label=_("Tutti gli stati"))
    ciclo = VocabolarioFilter(
        label=_("Ciclo"),
        field_name="piano",
        etichetta="anni",
        queryset=Piano.objects.all(),
        to_field_name="code",
        empty_label=_("Tutti i cicli"),
    )
    fondo = VocabolarioFilter(
        label=_("Fondo"), queryset=Fondo.objects.all(), to_field_name="code", empty_label=_("Tutti i fondi")
    )
