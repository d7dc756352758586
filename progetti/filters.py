"""Filters of the projects."""

from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet

from core.elenchi import TestoFilter, VocabolarioFilter
from piani.models import Piano
from progetti.models import EventoProgetto, Fondo
from territorio.models import Ambito

STATI = [(tipo.value, tipo.label) for tipo in EventoProgetto.Tipo.pubblici()]


class ProgettoFilter(FilterSet):
    """Public projects by text, fund, state, ambito and cycle."""

    q = TestoFilter(
        label=_("Titolo o parola"),
        campi=["titolo", "sintesi", "territorio", "alleanza__ambito__nome"],
    )
    fondo = VocabolarioFilter(
        label=_("Fondo"), queryset=Fondo.objects.all(), to_field_name="code", empty_label=_("Tutti i fondi")
    )
    stato = ChoiceFilter(label=_("Stato"), choices=STATI, empty_label=_("Tutti gli stati"))
    ambito = VocabolarioFilter(
        label=_("Ambito"),
        queryset=Ambito.objects.all(),
        to_field_name="slug",
        empty_label=_("Tutti gli ambiti"),
        method="filtra_ambito",
    )
    ciclo = VocabolarioFilter(
        label=_("Ciclo"),
        field_name="piano",
        etichetta="anni",
        queryset=Piano.objects.all(),
        to_field_name="code",
        empty_label=_("Tutti i cicli"),
    )

    def filtra_ambito(self, queryset, name, value):
        """Keep the projects on the ambito or on its comuni."""
        return queryset.nell_ambito(value)
