"""The spans of weeks that staff look at: each begins on a Monday and includes today."""

from datetime import date, timedelta

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ricerca.tempi import lunedi

SPANNE = {
    "questa": _("questa settimana"),
    "quattro": _("ultime 4 settimane"),
    "anno": _("quest’anno"),
}
PREDEFINITA = "quattro"


def primo_giorno(spanna, oggi=None):
    """Return the Monday that a span begins with; an unknown span is the default one."""
    questo = lunedi(oggi or timezone.localdate())
    inizi = {
        "questa": questo,
        "quattro": questo - timedelta(weeks=3),
        "anno": lunedi(date((oggi or timezone.localdate()).year, 1, 1)),
    }
    return inizi.get(spanna, inizi[PREDEFINITA])


class SettimaneFilter(admin.SimpleListFilter):
    """Rows of a span of weeks."""

    title = _("settimane")
    parameter_name = "settimane"

    def lookups(self, request, model_admin):
        """Return the spans."""
        return list(SPANNE.items())

    def queryset(self, request, queryset):
        """Return the rows of the span asked for, all of them without one."""
        return queryset.filter(settimana__gte=primo_giorno(self.value())) if self.value() else queryset
