"""Questions about the papers of the library."""

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone


class DocumentoQuerySet(models.QuerySet):
    """Papers of the library."""

    def pubblicati(self, adesso=None):
        """Papers that citizens may open at the instant ``adesso`` (now), those out of use too."""
        return self.filter(pubblica_dal__lte=adesso or timezone.now())

    def in_uso(self, giorno=None):
        """Papers that may be used on ``giorno`` (today): the last day is inclusive."""
        giorno = giorno or timezone.localdate()
        return self.filter(Q(scade_il__isnull=True) | Q(scade_il__gte=giorno))

    def in_scadenza(self, entro, giorno=None):
        """Published papers in use on ``giorno`` (today) whose last day is by ``entro``."""
        return self.pubblicati().in_uso(giorno).filter(scade_il__lte=entro)

    def senza_etichette(self):
        """Published papers whose last version is a PDF without tags, or one that cannot be read."""
        versioni = self.model._meta.get_field("versioni").related_model.objects
        ultima = versioni.filter(documento=OuterRef("pk")).order_by("-numero")
        righe = self.pubblicati().annotate(ultima=Subquery(ultima.values("pk")[:1]))
        sorde = versioni.exclude(file="").exclude(etichette=True)
        return righe.filter(ultima__in=sorde.values("pk"))

    def per_elenco(self):
        """Those changed last first, with what a card shows."""
        return self.prefetch_related("temi", "versioni").order_by("-pubblica_dal", "-pk")
