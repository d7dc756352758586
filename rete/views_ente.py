"""The pages of a body's area that read several rooms: what to do now, Alleanze, logos and wording."""

from collections import Counter

from django.utils import timezone
from django.views.generic import TemplateView

from aderenti.area import EnteMixin
from core.fonti import carica_fonti
from progetti.area.miei import progetti_di
from progetti.diciture import dicitura
from rete.oggi import cose, situazione
from rete.views_area import SecondoFattoreMixin
from servizi.models import Servizio


class AreaEnteView(SecondoFattoreMixin, EnteMixin, TemplateView):
    """What needs doing now for one body, and the way to the rest."""

    template_name = "rete/area_ente.html"
    sezione = "oggi"

    def get_context_data(self, **kwargs):
        """Add what is to be done, and the figures of services, people, Alleanze and projects."""
        oggi = timezone.localdate()
        stato = situazione(self.ente, oggi)
        conti = Counter(servizio.stato for servizio in stato.servizi)
        return super().get_context_data(
            cose=cose(stato, self.accesso, oggi),
            in_attesa=stato.in_attesa,
            servizi=[(voce, voce.label, conti[voce]) for voce in Servizio.Stato if conti[voce]],
            persone=self.ente.accessi.attivi().count(),
            inviti=self.ente.inviti.validi().count(),
            alleanze=self.ente.partecipazioni.values("alleanza").distinct().count(),
            progetti=progetti_di(self.ente, oggi).count(),
            **kwargs,
        )


class AlleanzeEnteView(EnteMixin, TemplateView):
    """The Alleanze of a body: its role, its days, what it brings."""

    template_name = "rete/area_alleanze.html"
    sezione = "alleanze"

    def get_context_data(self, **kwargs):
        """Add the participations, newest cycle first, each with its sources."""
        righe = self.ente.partecipazioni.select_related("alleanza__ambito", "alleanza__piano")
        righe = righe.prefetch_related("contributi").order_by("-alleanza__piano__anno_dal", "dal", "pk")
        return super().get_context_data(alleanze=carica_fonti(righe), **kwargs)


class LoghiDicitureView(EnteMixin, TemplateView):
    """The logos and the words that a leaflet or a page must carry, project by project and in general."""

    template_name = "rete/area_loghi.html"
    sezione = "loghi"

    def get_context_data(self, **kwargs):
        """Add [(project of today, its words)]."""
        progetti = progetti_di(self.ente).con_nome()
        return super().get_context_data(
            progetti=[(progetto, dicitura(progetto)) for progetto in progetti], **kwargs
        )
