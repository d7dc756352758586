"""Questions about the Comitato."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class SedutaQuerySet(models.QuerySet):
    """Meetings of the Comitato."""

    def pubblicati(self):
        """Meetings whose minutes were approved and published: the only ones citizens see."""
        return self.filter(verbale__stato="pubblicato")

    def convocate(self):
        """Meetings that the Comitato was told of: those being prepared are for the secretariat alone."""
        return self.filter(numero__isnull=False)

    def prossime(self):
        """Meetings convened that have not closed: those to come, and those going on."""
        return self.filter(stato__in=["convocata", "aperta"])

    def da_chiudere(self, adesso=None):
        """Meetings whose day (or deadline, when written) is over and that nobody closed."""
        adesso = adesso or timezone.now()
        oggi = timezone.localtime(adesso).replace(hour=0, minute=0, second=0, microsecond=0)
        finite = Q(termine__lt=adesso) | Q(termine=None, inizio__lt=oggi)
        return self.filter(finite, stato__in=["convocata", "aperta"])
