"""Instants at which public pages change by themselves, between one midnight and the next.

A room that shows something which begins or ends at an hour declares a function (``AppConfig.ready``)::

    registra(istanti)       # istanti(dal, al): the aware instants with dal < instant <= al

The edition of every page (``core.pagine.edizione``) counts those of today that are past: at the very instant
each kept page is an old one, in every process and without any command. See docs/adr/0003-content-version.md.
"""

from bisect import bisect_right
from datetime import datetime, time, timedelta
from functools import lru_cache

from django.utils import timezone

FONTI = []


def registra(istanti):
    """Declare a function of a room; the same one twice counts once."""
    if istanti not in FONTI:
        FONTI.append(istanti)
        _del_giorno.cache_clear()


def passate(token, giorno):
    """Return how many instants of ``giorno`` (today) are past, for the content version ``token``.

    They are read once a version and a day: a query of each room. Raises DatabaseError.
    """
    return bisect_right(_del_giorno(token, giorno), timezone.now())


@lru_cache(maxsize=2)
def _del_giorno(token, giorno):
    """Return the instants of a day in order: ``token`` only says of which contents."""
    inizio = timezone.make_aware(datetime.combine(giorno, time.min))
    fine = timezone.make_aware(datetime.combine(giorno + timedelta(days=1), time.min))
    return tuple(sorted({istante for istanti in FONTI for istante in istanti(inizio, fine)}))
