"""Bars drawn by the server (templates/componenti/barra.html): parts of a whole, or how much of it is reached.

A bar is never alone: the same figures are in the table, or in the words, beside it.
"""

from dataclasses import dataclass
from decimal import Decimal

from progetti.denaro.conti import arrotonda, percento

# Class names are written in full: the build of the style sheet looks for them here.
COLORI = ("barra-1", "barra-2", "barra-3", "barra-4", "barra-5", "barra-6")
TUTTO = Decimal(100)


@dataclass(frozen=True)
class Parte:
    """A stretch of a bar: its beginning and its width, percentages as SVG writes them, and its colour."""

    inizio: str
    larghezza: str
    colore: str


def parti(importi, tutto):
    """Return the stretches, in a row, of ``importi`` on ``tutto`` (Decimals, ``tutto`` above zero)."""
    voci, inizio = [], Decimal(0)
    for posto, importo in enumerate(importi):
        larghezza = percento(importo, tutto)
        voci.append(Parte(_pct(inizio), _pct(larghezza), COLORI[posto % len(COLORI)]))
        inizio += larghezza
    return voci


def raggiunto(valore, tutto):
    """Return the one stretch of ``valore`` on ``tutto``, never wider than the bar; nothing when not known."""
    quota = None if valore is None else percento(valore, tutto)
    return [] if quota is None else [Parte("0%", _pct(max(min(quota, TUTTO), Decimal(0))), COLORI[0])]


def _pct(valore):
    return f"{arrotonda(valore, 2)}%"
