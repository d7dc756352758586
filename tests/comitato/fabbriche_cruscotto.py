"""Small factories of the dashboard."""

from datetime import date
from itertools import count

from comitato.cruscotto.istantanea import scatta
from tests.factories import make_piano

_numeri = count(1)


def make_istantanea(piano=None, al=date(2026, 6, 30), **campi):
    """Return a snapshot of a cycle (a new one)."""
    nome = campi.pop("nome", None) or f"Situazione {next(_numeri)}"
    return scatta(piano=piano or make_piano(), nome=nome, al=al, utente=campi.pop("utente", None))
