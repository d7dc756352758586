"""Questions about public calls."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class AvvisoQuerySet(models.QuerySet):
    """Public calls. Their state is not written: it is read from dates and hours."""

    def pubblicati(self):
        """Calls that citizens may see."""
        return self.filter(pubblicato=True)

    def aperti(self, adesso=None):
        """Calls that take proposals at the instant ``adesso`` (now): opened, and not closed yet."""
        adesso = adesso or timezone.now()
        return self.filter(apre_il__lte=adesso).filter(Q(chiude_il=None) | Q(chiude_il__gt=adesso))

    def in_arrivo(self, adesso=None):
        """Calls that have an opening date which is still to come."""
        return self.filter(apre_il__gt=adesso or timezone.now())

    def chiusi(self, adesso=None):
        """Calls whose closing is past."""
        return self.filter(chiude_il__lte=adesso or timezone.now())
