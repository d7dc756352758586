"""Questions about training and good practices."""

from datetime import timedelta

from django.db import models
from django.db.models import Max, Min, Q
from django.utils import timezone


class PercorsoQuerySet(models.QuerySet):
    """Courses."""

    def pubblicati(self):
        """Courses citizens see: published, with at least one meeting; their dates are annotated."""
        return self.con_date().filter(pubblicato=True, inizia__isnull=False)

    def con_date(self):
        """Annotate ``inizia``, start of the first meeting, and ``finisce``, end of the last."""
        return self.annotate(inizia=Min("incontri__inizio"), finisce=Max("incontri__fine"))

    def in_arrivo(self, adesso=None):
        """Courses that are not over, the next first."""
        return self.filter(finisce__gt=adesso or timezone.now()).order_by("inizia", "pk")

    def passati(self, adesso=None):
        """Courses that are over, the latest first."""
        return self.filter(finisce__lte=adesso or timezone.now()).order_by("-finisce", "-pk")


class IscrizioneQuerySet(models.QuerySet):
    """Enrolments."""

    def sedute(self):
        """Enrolments that hold a seat."""
        return self.filter(stato="confermata")

    def in_coda(self):
        """The waiting list: who confirmed first comes first."""
        return self.filter(stato="in_lista").order_by("in_fila_il", "pk")

    def dimenticate(self, adesso, ore):
        """Enrolments that nobody confirmed in ``ore`` hours."""
        return self.filter(stato="da_confermare", chiesta_il__lt=adesso - timedelta(hours=ore))


class BuonaPraticaQuerySet(models.QuerySet):
    """Good practices."""

    def pubblicati(self):
        """Good practices that citizens read."""
        return self.filter(pubblicata=True)

    def per_elenco(self):
        """Load what a card shows."""
        return self.select_related("organizzazione__forma_giuridica", "ambito")

    def di(self, ente):
        """Good practices that a member writes, and those that ATS wrote of it and are public."""
        return self.filter(~Q(lavoro="di_ats") | Q(pubblicata=True), organizzazione=ente)

    def da_leggere(self):
        """Good practices that members have sent and ATS has not answered."""
        return self.filter(lavoro="inviata")

    def da_correggere(self):
        """Good practices whose member asks ATS for a correction."""
        return self.filter(commenti__dall_ente=True, commenti__risolto_il=None)
