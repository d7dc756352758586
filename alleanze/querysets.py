"""Questions about Alleanze Locali."""

from django.db import models
from django.db.models import Count, F, OuterRef, Prefetch, Q, Subquery
from django.utils import timezone


class AlleanzaQuerySet(models.QuerySet):
    """Alleanze Locali."""

    def pubblicati(self):
        """Alleanze that citizens may see: all of them, every cycle (their unknown fields stay empty)."""
        return self

    def per_elenco(self):
        """Load what a card shows; annotate ``capofila`` and ``numero_partner``.

        ``capofila`` is the name of the latest lead body, None when unknown. A partner counts once, however
        many times it came and went.
        """
        from alleanze.models import Partecipazione

        capofila = (
            Partecipazione.objects.filter(alleanza=OuterRef("pk"), ruolo="capofila")
            .filter(Q(dal__isnull=True) | Q(dal__lte=timezone.localdate()))
            .order_by(F("al").desc(nulls_first=True), F("dal").desc(nulls_last=True), "pk")
        )
        alleanze = self.select_related("ambito", "piano").annotate(
            capofila=Subquery(capofila.values("organizzazione__denominazione")[:1]),
            numero_partner=Count(
                "partecipazioni__organizzazione", filter=Q(partecipazioni__ruolo="partner"), distinct=True
            ),
        )
        return alleanze.order_by(*self.model._meta.ordering)

    def con_progetti(self):
        """Load ``progetti_pubblici``: the projects citizens may see, by name of the room above."""
        progetti = self.model.progetti.rel.related_model.objects.pubblicati().con_nome()
        return self.prefetch_related(Prefetch("progetti", progetti, to_attr="progetti_pubblici"))
