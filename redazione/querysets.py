"""Questions about news and frequent questions."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

UN_ANNO = timedelta(days=365)
ULTIME = 3


class NotiziaQuerySet(models.QuerySet):
    """News of the Rete."""

    def pubblicati(self, adesso=None):
        """News that citizens read at the instant ``adesso`` (now): out already, and not gone yet."""
        adesso = adesso or timezone.now()
        resta = Q(pubblica_fino__isnull=True) | Q(pubblica_fino__gt=adesso)
        return self.filter(resta, pubblica_dal__lte=adesso)

    def bozze(self):
        """News that nobody has published."""
        return self.filter(pubblica_dal__isnull=True)

    def programmate(self, adesso=None):
        """News that come out after the instant ``adesso`` (now)."""
        return self.filter(pubblica_dal__gt=adesso or timezone.now())

    def scadute(self, adesso=None):
        """News that have left by the instant ``adesso`` (now)."""
        return self.filter(pubblica_fino__lte=adesso or timezone.now())

    def comunicati(self):
        """Press releases."""
        return self.filter(comunicato_stampa=True)

    def recenti(self):
        """Newest first, by the day of the fact."""
        return self.order_by("-data", "-pubblica_dal", "-pk")

    def per_elenco(self):
        """Newest first, with what a card shows."""
        return self.recenti().prefetch_related("ambiti")

    def per_uscita(self):
        """Those that came out last first: the order of a feed."""
        return self.order_by("-pubblica_dal", "-data", "-pk")

    def ultime(self, adesso=None):
        """Return the three to show on the first page."""
        return self.pubblicati(adesso).recenti()[:ULTIME]


class VoceFaqQuerySet(models.QuerySet):
    """Frequent questions."""

    def pubblicati(self):
        """Questions that citizens read."""
        return self.filter(pubblicata=True)

    def da_verificare(self, oggi=None):
        """Published answers that nobody has checked for a year."""
        limite = (oggi or timezone.localdate()) - UN_ANNO
        return self.pubblicati().filter(verificata_il__lte=limite)
