"""Rows that break the constraints of the events and of the requests of a capofila (see tests/vincoli.py)."""

from datetime import date

from progetti.models import EventoProgetto
from tests.factories import make_progetto


def _evento(**campi):
    return EventoProgetto(progetto=make_progetto(), data=date(2019, 1, 1), **campi)


PROVE = {
    "progetti_evento_nuova_fine": lambda: _evento(tipo="conclusa_attivita", nuova_fine=date(2020, 1, 1)),
}
