"""Residents of the ambiti on the dates that are known, with the comuni that belonged to them on that day.

Known dates: that of ``Comune.popolazione``, 1 January 2020, those of the population by age. The series are
different: figures of two dates are not compared comune by comune (riferimenti/elenco.csv).
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from progetti.denaro.conti import arrotonda
from territorio.models import AppartenenzaAmbito, PopolazioneEta

DATA_2020 = date(2020, 1, 1)


@dataclass(frozen=True)
class Residenti:
    """How many people live in an ambito (or in the whole territory) on a day, and in how many comuni."""

    data: date
    numero: int
    comuni: int


def a_testa(importo, residenti):
    """Return euro per inhabitant, not rounded; None when either is not known."""
    if importo is None or residenti is None or not residenti.numero:
        return None
    return importo / residenti.numero


def a_testa_in_cifre(importo, residenti):
    """Return euro per inhabitant as it is shown: rounded half up to the cent."""
    return arrotonda(a_testa(importo, residenti), 2)


class Abitanti:
    """Residents by date and ambito. ``appartenenze``: (ambito pk, comune pk, first day, last day or None).

    ``popolazione``: {comune pk: {date: residents}}. A date counts only when the figure of every comune that
    belonged to the territory on that day is known.
    """

    def __init__(self, appartenenze, popolazione):
        self._residenti = {}
        for giorno in {giorno for serie in popolazione.values() for giorno in serie}:
            presenti = [riga for riga in appartenenze if riga[2] <= giorno <= (riga[3] or date.max)]
            if presenti and all(giorno in popolazione.get(riga[1], {}) for riga in presenti):
                self._residenti[giorno] = _per_ambito(presenti, popolazione, giorno)

    def data_per(self, anno):
        """Return the known date nearest to 1 January of ``anno``, the earlier of two; None when none is."""
        primo = date(anno, 1, 1)
        return min(self._residenti, key=lambda giorno: (abs(giorno - primo), giorno), default=None)

    def al(self, data, ambito=None):
        """Return the ``Residenti`` of the ambito (its pk) or of the whole; None when it was not there."""
        return self._residenti.get(data, {}).get(ambito)

    def ambiti(self, data):
        """Return the keys of the ambiti of the territory on the day."""
        return [pk for pk in self._residenti.get(data, {}) if pk is not None]


def carica_abitanti():
    """Return the ``Abitanti`` of the territory. Two queries."""
    popolazione = defaultdict(dict)
    per_eta = PopolazioneEta.objects.order_by().values_list("comune", "data")
    for comune, giorno, femmine, maschi in per_eta.annotate(Sum("femmine"), Sum("maschi")):
        popolazione[comune][giorno] = femmine + maschi
    campi = ["popolazione", "popolazione_data", "popolazione_2020"]
    righe = AppartenenzaAmbito.objects.order_by("pk").values_list(
        "ambito", "comune", "dal", "al", *(f"comune__{campo}" for campo in campi)
    )
    appartenenze = []
    for ambito, comune, dal, al, residenti, giorno, nel_2020 in righe:
        appartenenze.append((ambito, comune, dal, al))
        if nel_2020 is not None:
            popolazione[comune][DATA_2020] = nel_2020
        if residenti is not None and giorno:
            popolazione[comune][giorno] = residenti
    return Abitanti(appartenenze, popolazione)


def _per_ambito(presenti, popolazione, giorno):
    """Return {ambito pk, and None for the whole: Residenti}."""
    numeri, comuni = defaultdict(int), defaultdict(int)
    for ambito, comune, _dal, _al in presenti:
        for chiave in (ambito, None):
            numeri[chiave] += popolazione[comune][giorno]
            comuni[chiave] += 1
    return {chiave: Residenti(giorno, numeri[chiave], comuni[chiave]) for chiave in numeri}
