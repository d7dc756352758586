"""How late a project is and how much of its time has passed: whole days, pure functions of known dates."""

from progetti.denaro.conti import percento


def giorni_di_ritardo(*, fine_prevista, fine_effettiva, oggi):
    """Return how many days the project went, or has gone so far, past the planned end in force.

    The end is the actual one or, while there is none, ``oggi``. 0 on time, the last planned day included;
    None when no planned end is known.
    """
    if fine_prevista is None:
        return None
    return max(((fine_effettiva or oggi) - fine_prevista).days, 0)


def tempo_trascorso(*, inizio, fine_prevista, oggi):
    """Return the percentage (Decimal, from 0 to 100) of the planned days gone by, ``oggi`` included.

    None when start or planned end are not known, or the end comes before the start.
    """
    if inizio is None or fine_prevista is None or fine_prevista < inizio:
        return None
    previsti = (fine_prevista - inizio).days + 1
    passati = min(max((oggi - inizio).days + 1, 0), previsti)
    return percento(passati, previsti)
