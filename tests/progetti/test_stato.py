"""The public status of a project, by the published rule."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from progetti.denaro.stato import REGOLA, StatoPubblico, stato_pubblico

OGGI = date(2026, 11, 26)
IERI, DOMANI = OGGI - timedelta(days=1), OGGI + timedelta(days=1)
SENZA, PASSATA, FUTURA = None, IERI, DOMANI

CASI = [
    # paid %, end, started: status
    ("0", SENZA, False, "non_avviato"),
    ("0", SENZA, True, "in_corso"),
    ("0", PASSATA, True, "in_corso"),
    ("0", FUTURA, True, "in_corso"),
    ("94.9", SENZA, True, "in_corso"),
    ("94.9", PASSATA, True, "in_corso"),
    ("94.9", FUTURA, True, "in_corso"),
    ("95", SENZA, True, "in_corso"),
    ("95", PASSATA, True, "in_corso"),
    ("95", FUTURA, True, "in_corso"),
    ("95.1", SENZA, True, "liquidato"),
    ("95.1", PASSATA, True, "concluso"),
    ("95.1", FUTURA, True, "liquidato"),
    ("95.1", OGGI, True, "liquidato"),  # the last day is not past yet
    ("100", SENZA, True, "liquidato"),
    ("100", SENZA, False, "liquidato"),
    ("100", PASSATA, True, "concluso"),
    ("100", FUTURA, True, "liquidato"),
    (None, SENZA, False, "non_avviato"),
    (None, SENZA, True, "in_corso"),
    (None, FUTURA, True, "in_corso"),
    (None, PASSATA, True, "finito"),
    (None, PASSATA, False, "finito"),
]


@pytest.mark.parametrize(("pagato", "fine", "iniziato", "stato"), CASI)
def test_public_status(pagato, fine, iniziato, stato):
    pagato_pct = None if pagato is None else Decimal(pagato)
    trovato = stato_pubblico(pagato_pct=pagato_pct, iniziato=iniziato, fine_effettiva=fine, oggi=OGGI)
    assert trovato == stato


@pytest.mark.parametrize("pagato", [None, Decimal(0), Decimal(100)])
def test_who_stopped_for_good_is_never_under_way_nor_done(pagato):
    trovato = stato_pubblico(
        pagato_pct=pagato, iniziato=True, fine_effettiva=IERI, oggi=OGGI, interrotto=True
    )
    assert trovato == StatoPubblico.INTERROTTO


def test_the_rule_shown_names_the_statuses_it_gives():
    detti = {"concluso", "liquidato", "in corso", "non avviato", "interrotto"}
    assert all(parola in str(REGOLA).lower() for parola in detti)
