"""The reserved area: the first page after the login, and the pages of a body that read several rooms."""

from collections import Counter

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import TemplateView

from aderenti.area import EnteMixin
from aderenti.models import Organizzazione
from rete.oggi import cose, situazione
from rete.partecipazioni import alleanze_di, progetti_di
from servizi.models import Servizio
from utenti.ruoli import RUOLI
from utenti.secondo_fattore import METODI


class AreaView(TemplateView):
    """Say who is signed in, with which role, and where to go from here; one body alone is gone to at once."""

    template_name = "rete/area.html"

    def get(self, request, *args, **kwargs):
        """Send who keeps one body, and nothing else, to its area."""
        enti = list(Organizzazione.objects.di(request.user)[:2])
        if len(enti) == 1 and not request.user.is_staff:
            return redirect("rete:area-ente", enti[0].slug)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        """Add the roles (name and description) and the account."""
        utente = self.request.user
        ruoli = utente.groups.order_by("pk").values_list("name", flat=True)
        return super().get_context_data(
            enti=Organizzazione.objects.di(utente),
            ruoli=[(nome, RUOLI[nome].descrizione) for nome in ruoli if nome in RUOLI],
            **conto(utente),
            **kwargs,
        )


class AreaEnteView(EnteMixin, TemplateView):
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
            **conto(self.request.user),
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


def conto(utente):
    """Return whether the second factor of ``utente`` is active, and whether it is required."""
    return {
        "secondo_fattore": Authenticator.objects.filter(user=utente, type__in=METODI).exists(),
        "secondo_fattore_richiesto": settings.MFA_STAFF and utente.is_staff,
    }
