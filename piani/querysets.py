"""Questions about cycles."""

from django.db import models


class PianoQuerySet(models.QuerySet):
    """Piani territoriali."""

    def pubblicati(self):
        """Cycles that citizens may see: not those still in preparation."""
        return self.exclude(stato=self.model.Stato.PREPARAZIONE)
