"""Questions about projects."""

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone

from aderenti.querysets import PresenzaQuerySet
from territorio.models import AppartenenzaAmbito


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

    def nell_ambito(self, ambito, data=None):
        """Projects on ``ambito`` or on at least one of its comuni of ``data`` (today)."""
        comuni = AppartenenzaAmbito.objects.al(data).filter(ambito=ambito).values("comune")
        return self.filter(
            Q(pk__in=self.model.ambiti.through.objects.filter(ambito=ambito).values("progetto"))
            | Q(pk__in=self.model.comuni.through.objects.filter(comune__in=comuni).values("progetto"))
            | Q(alleanza__ambito=ambito)
        )

    def per_il_comune(self, comune, ambito):
        """Projects on ``comune``: those that name it, and those of its ``ambito`` that name no comune."""
        comuni = self.model.comuni.through.objects
        ambiti = self.model.ambiti.through.objects.filter(ambito=ambito).values("progetto")
        return self.filter(
            Q(pk__in=comuni.filter(comune=comune).values("progetto"))
            | (~Q(pk__in=comuni.values("progetto")) & (Q(pk__in=ambiti) | Q(alleanza__ambito=ambito)))
        )

    def pubblicati(self, data=None):
        """Projects citizens may see: from the Piano on. Proposals, refused or not, are never shown."""
        from progetti.models import EventoProgetto

        return self.con_stato(data).filter(stato__in=EventoProgetto.Tipo.pubblici())

    def con_nome(self):
        """Load, in the same query, what the name, the cycle and the fund of a project need."""
        return self.select_related("alleanza__ambito", "alleanza__piano", "piano", "fondo")

    def per_elenco(self):
        """Load what a card shows; annotate ``capofila``: name of the latest lead body, None when unknown."""
        from progetti.models import PartnerProgetto

        capofila = PartnerProgetto.objects.filter(progetto=OuterRef("pk"), ruolo="capofila").order_by(
            F("al").desc(nulls_first=True), F("dal").desc(nulls_last=True), "pk"
        )
        nome = Subquery(capofila.values("organizzazione__denominazione")[:1])
        return self.con_nome().prefetch_related("ambiti").annotate(capofila=nome)


class PartnerQuerySet(PresenzaQuerySet):
    """Bodies in projects."""

    def pubblicati(self):
        """Rows of the projects citizens may see: a proposal is not known from its partners either."""
        from progetti.models import Progetto

        return self.filter(progetto__in=Progetto.objects.pubblicati().values("pk"))


class EventoProgettoQuerySet(models.QuerySet):
    """Events in the life of projects."""

    def pubblicati(self):
        """Events citizens may see: those that already happened, from the financing on.

        The steps of the selection and the dealings with the offices are never shown.
        """
        tipi = self.model.Tipo
        visibili = [*tipi.pubblici(), tipi.VARIAZIONE, tipi.PROROGA]
        return self.filter(data__lte=timezone.localdate(), tipo__in=visibili)
