"""How many firms the training reached, by size and by sector: what the Comitato asks (story M17)."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imprese.models import BuonaPratica, Dimensione, Iscrizione

MPMI = {Dimensione.AUTONOMI, Dimensione.MICRO, Dimensione.PICCOLA, Dimensione.MEDIA}
"""Micro, small and medium firms, who works alone included (Recommendation 2003/361/EC, art. 1)."""
NON_DETTO = _("non lo dicono")


@dataclass
class Tavola:
    """Seats held in courses begun, by year. ``righe``: (name, [count of each year], total)."""

    anni: list
    righe: list
    totali: list

    @property
    def totale(self):
        """Return all of them."""
        return sum(self.totali)


def posti_presi(adesso=None):
    """Return the seats held in real courses begun and not called off: dicts of anno, dimensione, settore.

    A seat is an organisation once: which ones come again is not known, because the data that told end.
    """
    adesso = adesso or timezone.now()
    righe = Iscrizione.objects.sedute().filter(percorso__dimostrativo=False, percorso__annullato_il=None)
    righe = righe.annotate(inizia=Min("percorso__incontri__inizio")).filter(inizia__lte=adesso)
    return [
        {"anno": timezone.localdate(inizia).year, "dimensione": dimensione, "settore": settore}
        for inizia, dimensione, settore in righe.values_list("inizia", "dimensione", "settore")
    ]


def per(campo, righe):
    """Return the ``Tavola`` of seats by ``campo`` ("dimensione" or "settore"), who did not say last."""
    scelte = {"dimensione": Dimensione, "settore": BuonaPratica.Settore}[campo].choices
    anni = sorted({riga["anno"] for riga in righe})
    tavola = []
    for codice, nome in [*scelte, ("", NON_DETTO)]:
        conti = [sum(r[campo] == codice and r["anno"] == anno for r in righe) for anno in anni]
        tavola.append((nome, conti, sum(conti)))
    totali = [sum(riga["anno"] == anno for riga in righe) for anno in anni]
    return Tavola(anni, tavola, totali)


def quota_mpmi(righe):
    """Return (firms that are MPMI, firms that told their size); None of both is no share."""
    detto = [riga["dimensione"] for riga in righe if riga["dimensione"]]
    return sum(dimensione in MPMI for dimensione in detto), len(detto)


def righe(posti):
    """Return [year, size, sector, seats] of the seats, for a spreadsheet."""
    nomi = dict(Dimensione.choices) | {"": NON_DETTO}
    settori = dict(BuonaPratica.Settore.choices) | {"": NON_DETTO}
    conti = Counter((riga["anno"], riga["dimensione"], riga["settore"]) for riga in posti)
    return [
        [anno, str(nomi[dimensione]), str(settori[settore]), numero]
        for (anno, dimensione, settore), numero in sorted(conti.items())
    ]
