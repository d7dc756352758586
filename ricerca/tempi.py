"""Dates in the questions of families: a birth month, a week, the next summer."""

from datetime import date, timedelta
from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.templatetags.formati import con_articolo
from servizi.parole import giorni_in_parole

ESTATE = "Estate"  # label of the period in the school calendar
ORIZZONTE = timedelta(days=400)  # how far ahead the weeks of the menu go


def lunedi(giorno):
    """Return the Monday of the week of ``giorno``."""
    return giorno - timedelta(days=giorno.weekday())


class Nascita(NamedTuple):
    """Month of birth, as people remember it; the day is not asked."""

    anno: int
    mese: int

    def mesi(self, giorno):
        """Return the age on ``giorno`` in months, the month of birth counted as completed; at least 0."""
        return max(0, (giorno.year - self.anno) * 12 + giorno.month - self.mese)


def giorno_di_riferimento(oggi, chiusure, settimana=None, periodo=""):
    """Return the day on which the age counts: the week asked for, the start of the period, else today.

    ``chiusure`` are (label of the period, first day) of the school closures.
    """
    if settimana:
        return settimana
    if periodo in ("SETTEMBRE", "ANNO_SCOL"):
        return date(oggi.year + (oggi.month > 9), 9, 1)
    estati = [dal for label, dal in chiusure if label == ESTATE and dal > oggi]
    return min(estati) if periodo == "ESTATE" and estati else oggi


def settimana_in_parole(giorno):
    """Return the working days of the week of the Monday ``giorno``: “dal 5 al 9 luglio 2027”."""
    return giorni_in_parole(giorno, giorno + timedelta(days=4))


def prossimo_anno(mese, oggi):
    """Return the year of the next such month, this one included."""
    return oggi.year + (mese < oggi.month)


def settimane(chiusure, oggi):
    """Return [(period, [Monday, …])] of the weeks touched by the closures, from this week on.

    ``chiusure`` are (period, first day, last day); a week is told once, by the first period that has it.
    """
    viste, gruppi = set(), {}
    for periodo, dal, al in sorted(chiusure, key=lambda c: (c[1], c[2])):
        inizio = max(lunedi(dal), lunedi(oggi))
        while inizio <= min(al, oggi + ORIZZONTE):
            if inizio not in viste:
                viste.add(inizio)
                gruppi.setdefault(f"{periodo} {dal.year}", []).append(inizio)
            inizio += timedelta(days=7)
    return list(gruppi.items())


def mese_in_parole(mese):
    """Return the name of the month: “luglio”."""
    return date_format(date(2000, mese, 1), "F").lower()


def quando_in_parole(giorno):
    """Return a day as the date of an age: “il 1° settembre 2027”; “oggi” for today."""
    return _("oggi") if giorno == timezone.localdate() else con_articolo(giorno)
