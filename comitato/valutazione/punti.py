"""Points: totals, spread, outliers, ranking. Pure functions of Decimals; only the ranking is stored.

- Total: sum over the criteria of points × weight.
- Spread of a criterion: lowest, highest, range, mean, standard deviation of the population.
- Outlier: a score farther from the mean of the others than a third of the points of the criterion, when there
  are at least three scores.
- Ranking: by total, the highest first; equal totals share the place and the next one is skipped (1, 1, 3).
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

CENTESIMO = Decimal("0.01")
TERZO = Decimal(3)


@dataclass(frozen=True)
class Dispersione:
    """The spread of the scores of a criterion; ``lontani`` are the keys of the outliers."""

    minimo: Decimal
    massimo: Decimal
    media: Decimal
    scarto: Decimal
    lontani: frozenset = frozenset()

    @property
    def ampiezza(self):
        """Return highest minus lowest."""
        return self.massimo - self.minimo


def totale(punti, pesi):
    """Return the total of ``punti`` {criterion: points} by ``pesi`` {criterion: weight}, two decimals.

    None while a criterion has no points.
    """
    if any(punti.get(criterio) is None for criterio in pesi):
        return None
    return _due(sum((punti[criterio] * peso for criterio, peso in pesi.items()), Decimal(0)))


def dispersione(punti, massimi):
    """Return the ``Dispersione`` of ``punti`` {who: points}, out of ``massimi``; None without any."""
    valori = list(punti.values())
    if not valori:
        return None
    media = sum(valori) / len(valori)
    varianza = sum((valore - media) ** 2 for valore in valori) / len(valori)
    return Dispersione(
        min(valori), max(valori), _due(media), _due(varianza.sqrt()), frozenset(_lontani(punti, massimi))
    )


def _lontani(punti, massimi):
    if len(punti) < 3:
        return
    somma = sum(punti.values())
    for chi, valore in punti.items():
        altri = (somma - valore) / (len(punti) - 1)
        if abs(valore - altri) > massimi / TERZO:
            yield chi


def graduatoria(totali):
    """Return [(place, key, total)] of ``totali`` {key: total}: the highest first, equal ones together."""
    ordine = sorted(totali.items(), key=lambda voce: (-voce[1], str(voce[0])))
    esito = []
    for posto, (chiave, punti) in enumerate(ordine, start=1):
        uguale = esito and esito[-1][2] == punti
        esito.append((esito[-1][0] if uguale else posto, chiave, punti))
    return esito


def sotto_soglia(punti, soglie, somma, soglia):
    """Return whether a proposal fails: a criterion under its own least points, or the total under the least.

    ``soglie`` {criterion: least points or None}, ``soglia`` the least total or None.
    """
    criteri = any(minimo is not None and punti[c] < minimo for c, minimo in soglie.items())
    return criteri or (soglia is not None and somma < soglia)


def _due(numero):
    return numero.quantize(CENTESIMO, rounding=ROUND_HALF_UP)
