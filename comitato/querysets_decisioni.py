"""Questions about the register of decisions and the action points."""

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

PRESE = ("approvata", "respinta")


class DecisioneQuerySet(models.QuerySet):
    """Decisions of the Comitato."""

    def prese(self):
        """Decisions that were voted on and numbered."""
        return self.filter(esito__in=PRESE)

    def pubblicati(self):
        """Decisions that citizens see: taken, their minutes published, under an item that is not reserved."""
        return self.prese().filter(seduta__verbale__stato="pubblicato", punto__riservato=False)

    def con_riesame(self):
        """Annotate ``riesaminata``: a later decision on the same project was taken, or replaced this one."""
        dopo = self.model.objects.prese().filter(progetto=OuterRef("progetto"), pk__gt=OuterRef("pk"))
        dopo = dopo.filter(presa_il__gte=OuterRef("presa_il"))
        return self.annotate(riesaminata=Exists(dopo))

    def da_riesaminare(self, oggi=None):
        """Approved decisions whose day of review is past, on a project that was not decided on since."""
        righe = self.con_riesame().filter(esito="approvata", riesame_entro__lt=oggi or timezone.localdate())
        return righe.filter(riesaminata=False, sostituita_da=None)

    def da_prendere(self, adesso=None):
        """Decisions of written procedures whose deadline is past, not taken yet."""
        adesso = adesso or timezone.now()
        return self.filter(
            esito="proposta", seduta__stato="aperta", seduta__modo="scritta", seduta__termine__lte=adesso
        )


class AzioneQuerySet(models.QuerySet):
    """Action points."""

    def aperte(self):
        """Action points that somebody still has to do."""
        return self.filter(stato="aperta")

    def in_ritardo(self, oggi=None):
        """Action points to do whose day is past."""
        return self.aperte().filter(scade_il__lt=oggi or timezone.localdate())

    def da_verificare(self):
        """Action points that their body says are done, and nobody verified."""
        return self.filter(stato="fatta")
