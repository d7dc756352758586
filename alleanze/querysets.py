"""Questions about Alleanze Locali."""

from django.db import models


class AlleanzaQuerySet(models.QuerySet):
    """Alleanze Locali."""

    def pubblicati(self):
        """Alleanze that citizens may see: all of them, every cycle (their unknown fields stay empty)."""
        return self
