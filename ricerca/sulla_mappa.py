"""The results of a search where their doors are: comune by comune, and what no area of the map holds."""

from dataclasses import dataclass

from django.db.models import Prefetch

from ricerca.candidati import porte
from territorio.models import Ambito, AppartenenzaAmbito, Comune


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


def distribuisci(servizi, comuni):
    """Return the Distribuzione of ``servizi`` over the drawn ``comuni``. One query."""
    esito = Distribuzione({comune.pk: [] for comune in comuni}, [], [])
    per_servizio = porte([servizio.pk for servizio in servizi])
    for servizio in servizi:
        dove = {comune for _punto, comune in per_servizio.get(servizio.pk, ())}
        for comune in dove & esito.qui.keys():
            esito.qui[comune].append(servizio)
        if not dove & esito.qui.keys():
            (esito.altrove if dove else esito.senza_sede).append(servizio)
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
