"""Filters of the projects."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet

from aderenti.nomi import persone_fisiche
from core.elenchi import TestoFilter, VocabolarioFilter
from piani.models import LineaAzione, Piano
from progetti.denaro.conti import conti
from progetti.denaro.stato import StatoPubblico, stato_del_progetto
from progetti.models import EventoProgetto, Fondo, PartnerProgetto
from territorio.models import Ambito

STATI = [(tipo.value, tipo.label) for tipo in EventoProgetto.Tipo.pubblici()]


class CapofilaFilter(TestoFilter):
    """Projects with a lead body, of any time, that has every word in its name; natural persons left out."""

    def filter(self, qs, value):
        """Return the projects with such a lead body."""
        if not value:
            return qs
        capofila = PartnerProgetto.objects.filter(ruolo=PartnerProgetto.Ruolo.CAPOFILA).exclude(
            persone_fisiche("organizzazione__")
        )
        return qs.filter(pk__in=super().filter(capofila, value).values("progetto"))


class ProgettoFilter(FilterSet):
    """Public projects by text, cycle, fund, line of action, ambito, state, public status and lead body."""

    q = TestoFilter(
        label=_("Titolo o parola"),
        campi=["titolo", "sintesi", "territorio", "alleanza__ambito__nome"],
    )
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
    linea = VocabolarioFilter(
        label=_("Linea di azione"),
        field_name="linee",
        queryset=LineaAzione.objects.all(),
        to_field_name="code",
        empty_label=_("Tutte le linee"),
    )
    ambito = VocabolarioFilter(
        label=_("Ambito"),
        queryset=Ambito.objects.all(),
        to_field_name="slug",
        empty_label=_("Tutti gli ambiti"),
        method="filtra_ambito",
    )
    capofila = CapofilaFilter(label=_("Capofila"), campi=["organizzazione__denominazione"])
    pubblico = ChoiceFilter(
        label=_("A che punto è"),
        choices=StatoPubblico.choices,
        empty_label=_("A qualsiasi punto"),
        method="filtra_pubblico",
    )
    stato = ChoiceFilter(label=_("Ultima tappa"), choices=STATI, empty_label=_("Qualsiasi tappa"))

    def filtra_ambito(self, queryset, name, value):
        """Keep the projects on the ambito or on its comuni."""
        return queryset.nell_ambito(value)

    def filtra_pubblico(self, queryset, name, value):
        """Keep the projects whose public status, computed today from events and payments, is ``value``."""
        oggi, progetti = timezone.localdate(), list(queryset.model.objects.pubblicati().con_date())
        tutti = conti(progetti)
        tenuti = [p.pk for p in progetti if stato_del_progetto(p, tutti[p.pk], oggi) == value]
        return queryset.filter(pk__in=tenuti)
