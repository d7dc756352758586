"""How values become one: across the periods of a project, then across projects, by the rule of each.

- *somma, max, media*: of the values there are; what is missing is not zero, and no value gives no total.
- *ultimo*: the value with the latest reference date (then end of the period, then the last written).
- *rapporto*: sum of the numerators over sum of the denominators, times 100 for percentages; ratios are never
  averaged. Where no row has both, the last ratio.
- *distinti* (each body or comune counted once): across periods the last count; across projects the counts of
  two projects may hold the same body, so more than one known total gives none.
- *elenco*: one by one, no number.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from piani.models import Indicatore
from progetti.denaro.conti import arrotonda

Come = Indicatore.Aggregazione
CENTO = Decimal(100)


@dataclass(frozen=True)
class Totale:
    """One number of an indicator, with the latest reference date among its rows and how many they are.

    ``valore`` is None when there is no number: nothing known, a judgement (``testo``), or totals that cannot
    be added. ``numeratore`` and ``denominatore`` only for percentages and ratios.
    """

    indicatore: Indicatore
    valore: Decimal | None = None
    numeratore: Decimal | None = None
    denominatore: Decimal | None = None
    testo: str = ""
    riferito_al: date | None = None
    quante: int = 0

    @property
    def noto(self):
        """Return whether it says something."""
        return self.valore is not None or bool(self.testo)


def fra_periodi(indicatore, righe):
    """Return the ``Totale`` of the values of one project, in any order."""
    righe = sorted(righe, key=lambda riga: (riga.riferito_al, riga.al, riga.pk))
    if not righe:
        return Totale(indicatore)
    dati = {"riferito_al": righe[-1].riferito_al, "quante": len(righe)}
    regola = indicatore.aggregazione_periodi
    valori = [riga.valore for riga in righe if riga.valore is not None]
    if regola in (Come.SOMMA, Come.MASSIMO, Come.MEDIA):
        return Totale(indicatore, valore=_insieme(regola, valori), **dati)
    frazioni = [riga for riga in righe if riga.denominatore is not None]
    if regola == Come.RAPPORTO and frazioni:
        return _frazione(
            indicatore,
            sum(riga.numeratore for riga in frazioni),
            sum(riga.denominatore for riga in frazioni),
            dati,
        )
    return _ultimo(indicatore, righe[-1], dati)


def fra_progetti(indicatore, totali):
    """Return the ``Totale`` of the totals of many projects; those that say nothing do not count."""
    noti = [totale for totale in totali if totale.noto]
    if not noti:
        return Totale(indicatore)
    dati = {"riferito_al": max(t.riferito_al for t in noti), "quante": sum(t.quante for t in noti)}
    regola = indicatore.aggregazione_progetti
    valori = [totale.valore for totale in noti if totale.valore is not None]
    if regola in (Come.SOMMA, Come.MASSIMO, Come.MEDIA):
        return Totale(indicatore, valore=_insieme(regola, valori), **dati)
    frazioni = [totale for totale in noti if totale.denominatore is not None]
    if regola == Come.RAPPORTO and frazioni:
        numeratore = sum(totale.numeratore for totale in frazioni)
        return _frazione(indicatore, numeratore, sum(t.denominatore for t in frazioni), dati)
    if regola == Come.ULTIMO:
        return replace(max(noti, key=lambda totale: totale.riferito_al), **dati)
    return noti[0] if len(noti) == 1 else Totale(indicatore, **dati)


def _insieme(regola, valori):
    """Return the sum, the highest or the mean (two decimals) of ``valori``; None without any."""
    if not valori:
        return None
    if regola == Come.SOMMA:
        return sum(valori)
    return max(valori) if regola == Come.MASSIMO else arrotonda(sum(valori) / len(valori), 2)


def _frazione(indicatore, numeratore, denominatore, dati):
    return Totale(
        indicatore,
        valore=quota(indicatore, numeratore, denominatore),
        numeratore=numeratore,
        denominatore=denominatore,
        **dati,
    )


def _ultimo(indicatore, riga, dati):
    if riga.denominatore is not None:
        return _frazione(indicatore, riga.numeratore, riga.denominatore, dati)
    return Totale(indicatore, valore=riga.valore, testo=riga.testo, **dati)


def quota(indicatore, numeratore, denominatore):
    """Return numerator over denominator, two decimals, in the unit of the indicator: percent or plain."""
    per = CENTO if indicatore.genere == Indicatore.Genere.PERCENTUALE else 1
    return arrotonda(numeratore * per / denominatore, 2) if denominatore else None
