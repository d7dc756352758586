"""Questions about ratings."""

from django.db import models


class GiudizioQuerySet(models.QuerySet):
    """Ratings of pages."""

    def da_leggere(self):
        """Low ratings with words that nobody has read yet."""
        return self.filter(stelle__lte=3, letto=False).exclude(testo="")
