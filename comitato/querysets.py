"""Questions about the Comitato."""

from django.db import models


class SedutaQuerySet(models.QuerySet):
    """Meetings of the Comitato."""

    def pubblicati(self):
        """Meetings whose minutes were approved and published: the only ones citizens see."""
        return self.filter(verbale__stato="pubblicato")
