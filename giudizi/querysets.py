"""Questions about judgements."""

from django.db import models

BASSO = 3  # stars, and fewer: the office reads what went wrong


class GiudizioQuerySet(models.QuerySet):
    """Judgements."""

    def da_leggere(self):
        """Low judgements with words that nobody has read."""
        return self.filter(stelle__lte=BASSO, letto_il=None).exclude(testo="")

    def con_testo_fino_al(self, giorno):
        """Judgements with words given on ``giorno`` or before."""
        return self.filter(giorno__lte=giorno).exclude(testo="")
