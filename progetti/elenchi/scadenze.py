"""How often a legal list is published again, and for how long the list of a year stays."""

from calendar import monthrange
from datetime import date, datetime, time

from django.utils import timezone

from progetti.models import ElencoPubblicato

Tipo = ElencoPubblicato.Tipo
MESI = {Tipo.OPERAZIONI_1303: 6, Tipo.OPERAZIONI_1060: 4}
"""Months between two publications: Reg. 1303/2013 annex XII point 1, Reg. 2021/1060 art. 49(3)."""

ANNI_IN_LINEA = 5
"""Years of publication, from 1 January of the year after (d.lgs. 33/2013 art. 8 c. 3)."""

PRIMO_ANNO = 2013
"""The year of d.lgs. 33/2013: no list is of a year before."""


def fra_mesi(giorno, mesi):
    """Return the day ``mesi`` months after (before, when negative); the last of a month that is shorter."""
    totale = giorno.year * 12 + giorno.month - 1 + mesi
    anno, mese = divmod(totale, 12)
    return date(anno, mese + 1, min(giorno.day, monthrange(anno, mese + 1)[1]))


def prossima(elenco):
    """Return the day by which a publication is to be renewed; None for the list of a year, done once."""
    mesi = MESI.get(elenco.tipo)
    return fra_mesi(elenco.giorno, mesi) if mesi else None


def pubblicati_prima_del(tipo, oggi):
    """Return the instant before which a publication of ``tipo`` is too old on the day ``oggi``."""
    return timezone.make_aware(datetime.combine(fra_mesi(oggi, -MESI[tipo]), time.min))


def anni_in_linea(oggi):
    """Return the years whose list citizens may find on ``oggi``, the latest first: this one, five before.

    The list of 2020 is published for five years from 1 January 2021: it leaves on 1 January 2026.
    """
    return list(range(oggi.year, oggi.year - ANNI_IN_LINEA - 1, -1))


def non_piu_in_linea(anno, oggi):
    """Return whether the five years of the list of ``anno`` are over."""
    return PRIMO_ANNO <= anno < oggi.year - ANNI_IN_LINEA
