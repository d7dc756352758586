"""What a service does on a day, and the weeks in which it opens. The rules are in ``regole``."""

from dataclasses import dataclass

from servizi.calendario import giorni
from servizi.calendario.regole import Regole

APERTO, CHIUSO, ORARI_NON_INDICATI = "aperto", "chiuso", "orari_non_indicati"


@dataclass(frozen=True)
class Giornata:
    """A service on a day: ``stato``, its hours (merged, in order), ``posti`` if a dated opening says it."""

    stato: str = CHIUSO
    fasce: tuple = ()
    posti: str = ""

    @property
    def aperta(self):
        """Return whether the service is open, its hours known or not."""
        return self.stato != CHIUSO


def giornata(servizio, giorno, calendario, sede=None):
    """Return the Giornata of ``servizio`` on ``giorno``, at one ``sede`` or at any of its doors.

    ``servizio`` is read with ``Servizio.objects.con_tempi()``.
    """
    return giornate(servizio, [giorno], calendario, sede)[0]


def giornate(servizio, quali, calendario, sede=None):
    """Return the Giornata of ``servizio`` on each of the days ``quali``, in their order."""
    regole = Regole(servizio, calendario, sede)
    return [_giornata(regole, giorno) for giorno in quali]


def settimane_aperte(servizio, calendario):
    """Return the runs of consecutive weeks in each of which ``servizio`` is open at least one day.

    Each is (first Monday, last Sunday), in order; None where nothing that is known ends it: a service of the
    whole year has neither first nor last day. ``servizio`` is read with ``con_tempi()``.
    """
    return giorni.settimane(Regole(servizio, calendario).aperti)


def unite(fasce):
    """Return hours (from, to) in order, those that touch or overlap made one."""
    insieme = []
    for dalle, alle in sorted(fasce):
        if insieme and dalle <= insieme[-1][1]:
            insieme[-1] = (insieme[-1][0], max(alle, insieme[-1][1]))
        else:
            insieme.append((dalle, alle))
    return tuple(insieme)


def _giornata(regole, giorno):
    righe = [riga for riga, quali in regole.con_ore if giorni.contiene(quali, giorno)]
    if righe:
        return Giornata(APERTO, unite((riga.dalle, riga.alle) for riga in righe), regole.posti(giorno))
    if giorni.contiene(regole.senza_ore, giorno):
        return Giornata(ORARI_NON_INDICATI, (), regole.posti(giorno))
    return Giornata()
