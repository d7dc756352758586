"""The pages of a body's area that read several rooms: what to do now, Alleanze and projects, logos."""

from collections import Counter

from django.utils import timezone
from django.views.generic import TemplateView

from aderenti.area import EnteMixin
from rete.oggi import cose, situazione
from rete.partecipazioni import alleanze_di, progetti_di
from rete.views_area import SecondoFattoreMixin
from servizi.models import Servizio


class AreaEnteView(SecondoFattoreMixin, EnteMixin, TemplateView):
    """What needs doing now for one body, and the way to the rest."""

    template_name = "rete/area_ente.html"
    sezione = "oggi"

    def get_context_data(self, **kwargs):
        """Add what is to be done, and the figures of services, people, Alleanze and projects."""
        oggi, stato = timezone.localdate(), situazione(self.ente)
        conti = Counter(servizio.stato for servizio in stato.servizi)
        return super().get_context_data(
            cose=cose(stato, self.accesso, oggi),
            in_attesa=stato.in_attesa,
            servizi=[(voce, voce.label, conti[voce]) for voce in Servizio.Stato if conti[voce]],
            persone=self.ente.accessi.attivi().count(),
            inviti=self.ente.inviti.validi().count(),
            alleanze=self.ente.partecipazioni.values("alleanza").distinct().count(),
            progetti=self.ente.progetti_svolti.pubblicati().values("progetto").distinct().count(),
            **kwargs,
        )


class AlleanzeEnteView(EnteMixin, TemplateView):
    """The Alleanze and the projects of a body: its role, its days, the money that is known."""

    template_name = "rete/area_alleanze.html"
    sezione = "alleanze"

    def get_context_data(self, **kwargs):
        """Add the participations and the projects, each with its sources."""
        return super().get_context_data(
            alleanze=alleanze_di(self.ente), progetti=progetti_di(self.ente), **kwargs
        )


class LoghiDicitureView(EnteMixin, TemplateView):
    """The logos and the words that a leaflet or a page must carry: what is known, and what is not."""

    template_name = "rete/area_loghi.html"
    sezione = "loghi"
