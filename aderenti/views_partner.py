"""Looking for a partner among the other members."""

from django.db.models import Case, When

from aderenti.area import EnteMixin
from aderenti.filters import PartnerFilter
from aderenti.models import Organizzazione
from core.elenchi import ElencoView


class PartnerListView(EnteMixin, ElencoView):
    """The other members, by what they offer and look for."""

    sezione = "partner"
    filterset_class = PartnerFilter
    template_name = "aderenti/area/partner.html"

    def get_queryset(self):
        """Return the members of today but this one; who says what it offers or looks for comes first."""
        zitti_in_fondo = Case(When(offre="", cerca="", then=1), default=0)
        return (
            Organizzazione.objects.pubblicati()
            .exclude(pk=self.ente.pk)
            .select_related("categoria", "comune")
            .order_by(zitti_in_fondo, "denominazione", "pk")
        )
