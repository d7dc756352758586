"""The school calendar, day by day, and the public holidays."""

from datetime import date, timedelta

import pytest
from dateutil.easter import easter
from hypothesis import given, settings
from hypothesis import strategies as st

from servizi.calendario import Calendario, giorni
from servizi.calendario.feste import feste, pasqua
from tests.calendario import make_anno_scolastico, righe_scolastiche


@pytest.fixture
def calendario(db):
    return Calendario(righe_scolastiche())


SEMPRE = {"ANNO_SOL"}


@pytest.mark.parametrize(
    ("giorno", "attivi"),
    [
        (date(2026, 9, 1), SEMPRE),  # before the first row nothing is known of the school
        (date(2026, 9, 8), SEMPRE | {"ANNO_SCOL"}),
        (date(2026, 11, 7), SEMPRE | {"ANNO_SCOL", "SABATO"}),
        (date(2026, 11, 8), SEMPRE | {"ANNO_SCOL", "FESTIVI"}),
        (date(2026, 12, 8), SEMPRE | {"FESTA", "FESTIVI"}),
        (date(2026, 12, 23), SEMPRE | {"NATALE"}),
        (date(2026, 12, 25), SEMPRE | {"NATALE", "FESTA", "FESTIVI"}),  # no row says it: the law does
        (date(2027, 1, 7), SEMPRE | {"ANNO_SCOL"}),
        (date(2027, 2, 9), SEMPRE | {"CARNEVALE"}),
        (date(2027, 3, 29), SEMPRE | {"PASQUA", "FESTA", "FESTIVI"}),
        (date(2027, 6, 8), SEMPRE | {"ANNO_SCOL"}),
        (date(2027, 6, 9), SEMPRE | {"ANNO_SCOL", "ESTATE"}),  # lessons of the infanzia, summer of the others
        (date(2027, 7, 1), SEMPRE | {"ESTATE"}),
        (date(2027, 9, 1), SEMPRE | {"ESTATE", "SETTEMBRE"}),
        (date(2027, 9, 13), SEMPRE),
        (date(2150, 1, 1), SEMPRE),
    ],
)
def test_periods_in_force_on_a_day(calendario, giorno, attivi):
    assert calendario.attivi(giorno) == attivi


@pytest.mark.parametrize(
    ("ordine", "attivi"),
    [
        ("infanzia", SEMPRE | {"ANNO_SCOL"}),
        ("primaria_secondaria", SEMPRE | {"ESTATE"}),
        (None, SEMPRE | {"ANNO_SCOL", "ESTATE"}),
    ],
)
def test_the_middle_of_june_differs_by_school(calendario, ordine, attivi):
    assert calendario.attivi(date(2027, 6, 15), ordine) == attivi


def test_reading_the_calendar_takes_one_query(db, django_assert_num_queries):
    make_anno_scolastico()
    with django_assert_num_queries(1):
        calendario = Calendario.leggi()
        assert calendario.attivi(date(2026, 12, 24)) == {"ANNO_SOL", "NATALE"}


def test_an_empty_calendar_knows_the_year_alone(db):
    calendario = Calendario.leggi()
    assert calendario.attivi(date(2026, 12, 25)) == {"ANNO_SOL"}
    assert calendario.e_festa(date(2026, 12, 25)) is False


@pytest.mark.parametrize("anno", range(1990, 2100))
def test_easter(anno):
    assert pasqua(anno) == easter(anno)


def test_san_francesco_is_a_holiday_from_2026():
    assert (date(2025, 10, 4) in feste(2025), date(2026, 10, 4) in feste(2026)) == (False, True)
    assert (len(feste(2025)), len(feste(2026))) == (12, 13)


GIORNI = st.dates(date(1999, 11, 1), date(2000, 3, 1)) | st.dates(date(2099, 11, 1), date(2100, 3, 1))
LIMITE = st.none() | GIORNI | st.dates(date(2026, 1, 1), date(2027, 1, 1))


@settings(deadline=None)
@given(LIMITE, LIMITE, st.dates(giorni.PRIMO, date(2100, 1, 3)))
def test_a_set_of_days_holds_the_days_between_its_ends(dal, al, giorno):
    dentro = (dal or date.min) <= giorno <= (al or date.max)
    assert giorni.contiene(giorni.fra(dal, al), giorno) is dentro


@settings(deadline=None)
@given(st.sets(st.dates(date(2026, 1, 1), date(2026, 6, 1)), max_size=40))
def test_runs_of_weeks_are_those_of_the_days(presi):
    insieme = giorni.NESSUNO
    for giorno in presi:
        insieme |= giorni.fra(giorno, giorno)
    lunedi = sorted({giorno - timedelta(days=giorno.weekday()) for giorno in presi})
    attesi = []
    for giorno in lunedi:
        if attesi and attesi[-1][1] == giorno - timedelta(days=1):
            attesi[-1][1] = giorno + timedelta(days=6)
        else:
            attesi.append([giorno, giorno + timedelta(days=6)])
    assert giorni.settimane(insieme) == [tuple(tratto) for tratto in attesi]


def test_runs_without_an_end():
    taglio = giorni.fra(date(2026, 8, 10), date(2026, 8, 16))
    assert giorni.settimane(giorni.TUTTI & ~taglio) == [(None, date(2026, 8, 9)), (date(2026, 8, 17), None)]
    assert giorni.settimane(giorni.TUTTI) == [(None, None)]
    assert giorni.settimane(giorni.NESSUNO) == []
