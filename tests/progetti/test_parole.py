"""How far a day is, and how late a project, in words: at the edges."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from progetti.area.parole import fra_quanto, ritardo

OGGI = date(2026, 6, 15)


@pytest.mark.parametrize(
    ("giorni", "parole"),
    [
        (-2, "passata da 2 giorni"),
        (-1, "passata da 1 giorno"),
        (0, "oggi"),
        (1, "domani"),
        (2, "fra 2 giorni"),
    ],
)
def test_how_far_a_day_is(giorni, parole):
    assert fra_quanto(OGGI + timedelta(days=giorni), OGGI) == parole


@pytest.mark.parametrize(
    ("stato", "iniziale", "prevista", "effettiva", "parole"),
    [
        ("in_corso", None, None, None, ""),
        ("in_corso", 0, 0, None, ""),
        ("in_corso", -1, -1, None, "in ritardo di 1 giorno"),
        ("in_corso", -9, -2, None, "in ritardo di 2 giorni"),
        ("in_corso", -9, 1, None, "prorogato di 10 giorni"),
        ("in_corso", 9, 1, None, ""),
        ("chiusa", -9, -9, -9, ""),
        ("chiusa", -9, -9, -8, "finito con 1 giorno di ritardo"),
        ("candidatura_presentata", -9, -9, None, ""),
    ],
)
def test_how_late_a_project_is(stato, iniziale, prevista, effettiva, parole):
    def giorno(numero):
        return None if numero is None else OGGI + timedelta(days=numero)

    progetto = SimpleNamespace(
        stato=stato,
        fine_iniziale=giorno(iniziale),
        fine_prevista=giorno(prevista),
        fine_effettiva=giorno(effettiva),
    )
    assert ritardo(progetto, OGGI) == parole
