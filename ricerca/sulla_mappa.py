"""The results of a search where their doors are: comune by comune, and what no area of the map holds."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Prefetch

from servizi.models import SedeServizio
from territorio.models import Ambito, AppartenenzaAmbito, Comune

MASSIMO = 1000


@dataclass(frozen=True)
class Gruppo:
    """The results with a door in a comune."""

    comune: Comune
    servizi: list


@dataclass(frozen=True)
class Distribuzione:
    """The results with a door in the comuni drawn, comune by comune; those with doors elsewhere or none.

    ``qui`` is {comune id: results}: one with several doors is in each of their comuni, once.
    """

    qui: dict
    altrove: list
    senza_sede: list

    def quanti(self, comuni):
        """Return how many results have a door in at least one of ``comuni``, each counted once."""
        return len({servizio.pk for comune in comuni for servizio in self.qui[comune.pk]})

    def gruppi(self, comuni):
        """Return the Gruppo of each of ``comuni`` that has results, in their order."""
        return [Gruppo(comune, self.qui[comune.pk]) for comune in comuni if self.qui[comune.pk]]


def primi(queryset):
    """Return (first ``MASSIMO`` services, whether there are more), in two queries.

    The rows are found by the index of the list before anything is joined to them, as in a page of the list.
    """
    chiavi = list(queryset.values_list("pk", flat=True)[: MASSIMO + 1])
    return list(queryset.filter(pk__in=chiavi[:MASSIMO])), len(chiavi) > MASSIMO


def distribuisci(servizi, comuni):
    """Return the Distribuzione of ``servizi`` over the drawn ``comuni``. One query."""
    porte = defaultdict(set)
    righe = SedeServizio.objects.filter(servizio__in=[servizio.pk for servizio in servizi]).order_by()
    for servizio, comune in righe.values_list("servizio", "sede__comune"):
        porte[servizio].add(comune)
    esito = Distribuzione({comune.pk: [] for comune in comuni}, [], [])
    for servizio in servizi:
        dove = porte[servizio.pk] & esito.qui.keys()
        for comune in dove:
            esito.qui[comune].append(servizio)
        if not dove:
            (esito.altrove if porte[servizio.pk] else esito.senza_sede).append(servizio)
    return esito


def comuni_di_ogni_ambito():
    """Return {ambito: its comuni by name}, in the order of the ambiti; for one that left, those it had.

    A comune stands under its latest ambito; an abolished one is not there. Two queries.
    """
    righe = AppartenenzaAmbito.objects.filter(comune__cessato_il=None).select_related("comune")
    ambiti = Ambito.objects.prefetch_related(Prefetch("appartenenze", righe, to_attr="righe"))
    ultime = {}
    for ambito in ambiti:
        for riga in ambito.righe:
            if riga.comune_id not in ultime or ultime[riga.comune_id][0].dal < riga.dal:
                ultime[riga.comune_id] = (riga, ambito)
    comuni = {ambito: [] for ambito in ambiti}
    for riga, ambito in sorted(ultime.values(), key=lambda coppia: coppia[0].comune.nome):
        comuni[ambito].append(riga.comune)
    return comuni
