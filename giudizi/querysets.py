"""Questions about ratings."""

from django.db import models

BASSO = 3
"""The most stars of who is asked where it was hard instead of what was good (Designers Italia)."""


class GiudizioQuerySet(models.QuerySet):
    """Ratings of pages."""

    def da_leggere(self):
        """Low ratings with words that nobody has read yet."""
        return self.filter(stelle__lte=BASSO, letto=False).exclude(testo="")
