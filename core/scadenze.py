"""Instants at which public pages change by themselves, between one midnight and the next.

A room that shows something which begins or ends at an hour declares a function and the table it reads
(``AppConfig.ready``)::

    registra(istanti, tabella)       # istanti(dal, al): the aware instants with dal < instant <= al

The edition of every page (``core.pagine.edizione``) counts those of today that are past: at the very instant
each kept page is an old one, in every process and without any command. See docs/adr/0003-content-version.md.
"""

from bisect import bisect_right
from datetime import datetime, time, timedelta
from functools import lru_cache

from django.db import DatabaseError
from django.utils import timezone

from core import versione

FONTI = {}


def registra(istanti, tabella):
    """Declare a function of a room and the only table it reads."""
    FONTI[istanti] = tabella


def passate(token, giorno):
    """Return how many instants of ``giorno`` (today) are past, for the content version ``token``.

    They are read again when one of their tables has changed, and each day. Raises DatabaseError.
    """
    return bisect_right(_del_giorno(_versioni(token), giorno), timezone.now())


@lru_cache(maxsize=2)
def _versioni(token):
    """Return the versions of the declared tables in the contents of ``token``."""
    tutte = versione.leggi_tabelle()
    if not tutte:
        raise DatabaseError("no content version")
    return tuple(tutte.get(tabella) for tabella in FONTI.values())


@lru_cache(maxsize=2)
def _del_giorno(versioni, giorno):
    """Return the instants of a day in order; ``versioni`` only say of which contents."""
    inizio = timezone.make_aware(datetime.combine(giorno, time.min))
    fine = timezone.make_aware(datetime.combine(giorno + timedelta(days=1), time.min))
    return tuple(sorted({istante for istanti in FONTI for istante in istanti(inizio, fine)}))
