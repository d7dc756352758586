"""Questions about subscribers and numbers."""

from datetime import timedelta

from django.db import models
from django.db.models import Count, Q

PER_CONFERMARE = timedelta(hours=48)
SOSPESI_TENUTI = timedelta(days=180)  # a full mailbox comes back in weeks: half a year is certainly enough


class AbbonatoQuerySet(models.QuerySet):
    """Subscribers."""

    def attivi(self):
        """Those to write to."""
        return self.filter(stato="attivo")

    def in_tempo(self, adesso):
        """All but those who did not confirm in time: their links open nothing more."""
        return self.exclude(stato="da_confermare", chiesto_il__lt=adesso - PER_CONFERMARE)

    def dimenticati(self, adesso):
        """Those who did not confirm in time."""
        return self.filter(stato="da_confermare", chiesto_il__lt=adesso - PER_CONFERMARE)

    def sospesi_da_tempo(self, adesso):
        """Those suspended so long ago that nobody will come back."""
        return self.filter(stato="sospeso", sospeso_il__lt=adesso - SOSPESI_TENUTI)


class NumeroQuerySet(models.QuerySet):
    """Numbers of the newsletter."""

    def pubblicati(self):
        """Numbers that citizens read in the archive: those that have left."""
        return self.filter(stato="inviato")

    def bozze(self):
        """Numbers to finish."""
        return self.filter(stato="bozza")

    def da_inviare(self):
        """Numbers approved that have not left."""
        return self.filter(stato="approvato")

    def recenti(self):
        """The last sent first."""
        return self.order_by("-inviato_il", "-pk")

    def con_esito(self):
        """Annotate how many e-mails: ``in_coda``, ``arrivati``, ``rifiutati``, ``disdetti``."""
        return self.annotate(
            **{
                nome: Count("invii", filter=Q(invii__stato=stato))
                for nome, stato in [
                    ("in_coda", "in_coda"),
                    ("arrivati", "inviato"),
                    ("rifiutati", "rifiutato"),
                    ("disdetti", "disdetto"),
                ]
            }
        )


class InvioQuerySet(models.QuerySet):
    """E-mails of the numbers."""

    def conclusi_di(self, abbonato):
        """Those of which it is known what became, since the subscriber last confirmed, the last first."""
        righe = self.filter(abbonato=abbonato, numero__inviato_il__gte=abbonato.confermato_il)
        return righe.exclude(stato__in=["in_coda", "disdetto"]).order_by("-numero__inviato_il", "-pk")
