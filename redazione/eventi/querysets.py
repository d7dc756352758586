"""Questions about events and their dates."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from territorio.models import AppartenenzaAmbito


def che_si_vedono(adesso=None, prefisso=""):
    """Return the condition of what citizens read at an instant; ``prefisso`` leads to the event."""
    adesso = adesso or timezone.now()
    resta = Q(**{f"{prefisso}pubblica_fino__isnull": True}) | Q(**{f"{prefisso}pubblica_fino__gt": adesso})
    stati = {f"{prefisso}stato__in": ["pubblicato", "annullato"]}
    return resta & Q(**stati, **{f"{prefisso}pubblica_dal__lte": adesso})


class EventoQuerySet(models.QuerySet):
    """Events."""

    def pubblicati(self, adesso=None):
        """Events that citizens read at the instant ``adesso`` (now), those called off too."""
        return self.filter(che_si_vedono(adesso))

    def da_leggere(self):
        """Events that members have sent and ATS has not answered."""
        return self.filter(stato="inviato")

    def bozze(self):
        """Events that nobody has sent or published."""
        return self.filter(stato="bozza")

    def di(self, ente):
        """Events that a member writes, or that ATS wrote of it and are out."""
        scritti = Q(dall_ente=True) | Q(stato__in=["pubblicato", "annullato"])
        return self.filter(scritti, organizzatore=ente)


class DataEventoQuerySet(models.QuerySet):
    """Dates of events."""

    def pubblicati(self, adesso=None):
        """Dates of the events that citizens read at the instant ``adesso`` (now)."""
        return self.filter(che_si_vedono(adesso, "evento__"))

    def da_venire(self, adesso=None):
        """Dates not over at the instant ``adesso`` (now)."""
        return self.filter(fine__gt=adesso or timezone.now())

    def passate(self, adesso=None):
        """Dates over by the instant ``adesso`` (now)."""
        return self.filter(fine__lte=adesso or timezone.now())

    def nell_ambito(self, ambito, giorno=None):
        """Dates of the events held in a comune of ``ambito`` on ``giorno`` (today)."""
        righe = AppartenenzaAmbito.objects.al(giorno).filter(comune=OuterRef("evento__comune"))
        return self.filter(Exists(righe.filter(ambito=ambito)))

    def con_evento(self):
        """Dates with what a card and a calendar show of the event."""
        return self.select_related("evento__comune")
