"""Sets of days as whole numbers, one bit a day: union, intersection and difference are single operations.

They hold the days from Monday 3 January 2000 to Sunday 3 January 2100, whole weeks; rows that reach
beyond are cut there, and a set that is full at an end is taken to go on for ever on that side.
"""

from datetime import date, timedelta

PRIMO = date(2000, 1, 3)
SETTIMANE = 5218
NUMERO = SETTIMANE * 7
_BASE = PRIMO.toordinal()
_UNA_VOLTA_LA_SETTIMANA = ((1 << NUMERO) - 1) // 127  # 1 every seven bits

NESSUNO = 0
TUTTI = (1 << NUMERO) - 1
DEL_GIORNO = [_UNA_VOLTA_LA_SETTIMANA << giorno for giorno in range(7)]
"""Every Monday, every Tuesday … as in ``date.weekday()``."""
FERIALI = sum(DEL_GIORNO[:5])


def fra(dal, al):
    """Return the days from ``dal`` to ``al``, both inclusive; None is no limit on that side."""
    inizio = 0 if dal is None else max(0, dal.toordinal() - _BASE)
    fine = NUMERO if al is None else min(NUMERO, al.toordinal() - _BASE + 1)
    return ((1 << (fine - inizio)) - 1) << inizio if fine > inizio else NESSUNO


def contiene(giorni, giorno):
    """Return whether ``giorno`` is in the set; a day out of range counts as its weekday at that end."""
    indice = giorno.toordinal() - _BASE
    if not 0 <= indice < NUMERO:
        indice = indice % 7 + (0 if indice < 0 else NUMERO - 7)
    return bool(giorni >> indice & 1)


def settimane(giorni):
    """Return the maximal runs of consecutive weeks with at least one day of the set.

    Each is (its first Monday, its last Sunday), None where the run reaches the end of all days.
    """
    due = giorni | giorni >> 1
    quattro = due | due >> 2
    toccate = (quattro | quattro >> 3) & DEL_GIORNO[0]
    confini = toccate ^ toccate << 7
    tratti = []
    while confini:
        inizio = (confini & -confini).bit_length() - 1
        confini &= confini - 1
        fine = (confini & -confini).bit_length() - 1
        confini &= confini - 1
        tratti.append((_lunedi(inizio), _domenica(fine)))
    return tratti


def _lunedi(indice):
    return PRIMO + timedelta(days=indice) if indice else None


def _domenica(indice):
    return PRIMO + timedelta(days=indice - 1) if indice < NUMERO else None
