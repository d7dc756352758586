"""Questions about projects."""

from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils import timezone


class ProgettoQuerySet(models.QuerySet):
    """Projects of the Rete."""

    def con_stato(self, data=None):
        """Annotate ``stato``: the last event that gives a state, up to ``data`` (today); None if none."""
        from progetti.models import EventoProgetto

        eventi = (
            EventoProgetto.objects.filter(progetto=OuterRef("pk"), data__lte=data or timezone.localdate())
            .exclude(tipo__in=EventoProgetto.Tipo.senza_stato())
            .order_by("-data", "-pk")
        )
        return self.annotate(stato=Subquery(eventi.values("tipo")[:1]))

    def pubblicati(self, data=None):
        """Projects citizens may see: from the Piano on. Proposals, refused or not, are never shown."""
        from progetti.models import EventoProgetto

        return self.con_stato(data).filter(stato__in=EventoProgetto.Tipo.pubblici())
