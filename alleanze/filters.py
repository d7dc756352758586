"""Filters of the Alleanze Locali."""

from django.utils.translation import gettext_lazy as _
from django_filters import FilterSet

from core.elenchi import VocabolarioFilter
from piani.models import Piano


class AlleanzaFilter(FilterSet):
    """Alleanze of a cycle: the latest that has some, when none is asked for."""

    ciclo = VocabolarioFilter(
        label=_("Ciclo"),
        field_name="piano",
        etichetta="anni",
        queryset=Piano.objects.filter(alleanze__isnull=False).distinct(),
        to_field_name="code",
        empty_label=None,
    )

    @property
    def piano(self):
        """Return the cycle on show, None when there is no Alleanza at all or the one asked for is wrong."""
        if not self.form.is_valid():
            return None
        return self.form.cleaned_data["ciclo"] or next(iter(self.form.fields["ciclo"].queryset), None)

    def filter_queryset(self, queryset):
        """Keep the Alleanze of the cycle on show."""
        return queryset.filter(piano=self.piano)
