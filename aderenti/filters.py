"""Filters of the register of members."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, DateFilter, FilterSet

from aderenti.models import CategoriaAderente
from core.elenchi import TestoFilter, VocabolarioFilter
from piani.models import Natura
from territorio.models import Ambito


def valida_non_futura(data):
    """Refuse a day that has not come yet: the register does not know it."""
    if data > timezone.localdate():
        raise ValidationError(_("Questa data è nel futuro: il registro arriva a oggi."), code="futura")


class AderenteFilter(FilterSet):
    """Members on a day (``al``, today by default), by text, category and ambito."""

    q = TestoFilter(
        label=_("Nome o parola"),
        campi=["denominazione", "acronimo", "descrizione", "offre", "comune__nome", "sede_nome"],
    )
    categoria = VocabolarioFilter(
        label=_("Categoria"),
        queryset=CategoriaAderente.objects.all(),
        to_field_name="code",
        empty_label=_("Tutte le categorie"),
    )
    ambito = VocabolarioFilter(
        label=_("Ambito"),
        queryset=Ambito.objects.all(),
        to_field_name="slug",
        empty_label=_("Tutti gli ambiti"),
        method="filtra_ambito",
    )
    al = DateFilter(
        label=_("Aderenti alla data"),
        help_text=_("Per sapere chi faceva parte della Rete in un giorno passato."),
        method="filtra_data",
        validators=[valida_non_futura],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={"invalid": _("Scrivi la data con giorno, mese e anno: per esempio 30/05/2018.")},
    )

    @property
    def giorno(self):
        """Return the day the register is asked for: today unless ``al`` says another."""
        valido = self.form.is_valid() and self.form.cleaned_data["al"]
        return valido or timezone.localdate()

    def filter_queryset(self, queryset):
        """Keep the members on the day, then apply the filters."""
        return super().filter_queryset(queryset.attivi(self.giorno))

    def filtra_ambito(self, queryset, name, value):
        """Keep the bodies of the ambito, as it was on the day."""
        return queryset.nell_ambito(value, self.giorno)

    def filtra_data(self, queryset, name, value):
        """Nothing more: the day is applied to the whole register (see ``filter_queryset``)."""
        return queryset


class PartnerFilter(FilterSet):
    """Possible partners: by the words of what they do, offer and look for, category, ambito, nature."""

    q = TestoFilter(
        label=_("Che cosa cerchi"),
        help_text=_("Per esempio: trasporto, locali, artigiana."),
        campi=[
            "denominazione",
            "acronimo",
            "descrizione",
            "offre",
            "cerca",
            "categoria__label",
            "comune__nome",
        ],
    )
    categoria = VocabolarioFilter(
        label=_("Categoria"),
        queryset=CategoriaAderente.objects.all(),
        to_field_name="code",
        empty_label=_("Tutte le categorie"),
    )
    ambito = VocabolarioFilter(
        label=_("Ambito"),
        queryset=Ambito.objects.all(),
        to_field_name="slug",
        empty_label=_("Tutti gli ambiti"),
        method="filtra_ambito",
    )
    natura = ChoiceFilter(label=_("Natura"), choices=Natura.choices, empty_label=_("Pubblico o privato"))

    def filtra_ambito(self, queryset, name, value):
        """Keep the bodies that work in the ambito or have their seat there."""
        return queryset.nell_ambito(value)
