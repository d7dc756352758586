"""When a service is open: each rule by example. All of them together: test_calendario_lettura."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from servizi.calendario import Calendario, giornata, settimane_aperte
from servizi.models import Servizio
from tests.calendario import righe_scolastiche, servizio_con
from tests.factories import make_comune, make_sede

pytestmark = pytest.mark.django_db
ROMA = ZoneInfo("Europe/Rome")
MATTINA, POMERIGGIO = (time(8), time(12)), (time(14), time(18))


def feriali(fascia=MATTINA, **campi):
    return [(giorno, fascia, campi) for giorno in range(5)]


def stato(servizio, giorno, sede=None):
    """Return the state of the day; at nine o'clock ``aperti_adesso`` says the same."""
    letta = giornata(servizio, giorno, Calendario.leggi(), sede)
    if sede is None:
        adesso = Servizio.objects.aperti_adesso(datetime.combine(giorno, time(9), ROMA))
        assert adesso.filter(pk=servizio.pk).exists() is any(da <= time(9) < a for da, a in letta.fasce)
    return letta.stato


LUN_14_GIU, SAB_19_GIU, LUN_12_LUG = date(2027, 6, 14), date(2027, 6, 19), date(2027, 7, 12)
MAR_25_MAG, MER_2_GIU, GIO_24_DIC = date(2027, 5, 25), date(2027, 6, 2), date(2026, 12, 24)


@pytest.mark.parametrize(
    ("periodi", "giorno", "atteso"),
    [
        ([], MAR_25_MAG, "aperto"),
        ([], MER_2_GIU, "chiuso"),
        ([], date(2027, 6, 5), "chiuso"),  # a Saturday, and no row says Saturday
        (["FESTIVI"], MER_2_GIU, "aperto"),
        (["ANNO_SOL"], LUN_12_LUG, "aperto"),
        (["ANNO_SOL"], date(2030, 7, 10), "aperto"),
        (["ANNO_SCOL"], MAR_25_MAG, "aperto"),
        (["ANNO_SCOL"], LUN_12_LUG, "chiuso"),
        (["ANNO_SCOL"], GIO_24_DIC, "chiuso"),
        (["ANNO_SCOL"], date(2030, 5, 7), "chiuso"),  # beyond what the calendar knows
        (["NATALE"], GIO_24_DIC, "aperto"),
        (["NATALE"], date(2026, 12, 25), "chiuso"),
        (["ANNO_SCOL", "ESTATE"], LUN_12_LUG, "aperto"),
        (["SETTEMBRE"], date(2027, 8, 31), "chiuso"),
        (["SETTEMBRE"], date(2027, 9, 1), "aperto"),
        (["SERALE"], LUN_12_LUG, "aperto"),
        (["EMERGENZA"], LUN_12_LUG, "aperto"),
        (["ANNO_SCOL", "EMERGENZA"], LUN_12_LUG, "chiuso"),
    ],
)
def test_periods_and_the_weekly_schedule(periodi, giorno, atteso):
    assert stato(servizio_con(periodi, feriali()), giorno) == atteso


def test_a_row_of_a_period_holds_in_that_period_alone():
    righe = [*feriali(MATTINA, periodo="ANNO_SCOL"), *feriali(POMERIGGIO, periodo="ESTATE")]
    servizio = servizio_con(["ANNO_SOL"], [*righe, (0, (time(7), time(8)), {"periodo": "PRE_ORARIO"})])
    calendario = Calendario.leggi()
    assert giornata(servizio, MAR_25_MAG, calendario).fasce == (MATTINA,)
    assert giornata(servizio, LUN_12_LUG, calendario).fasce == ((time(7), time(8)), POMERIGGIO)


def test_a_row_holds_from_its_first_day_to_its_last():
    servizio = servizio_con([], feriali(dal=date(2027, 5, 25), al=date(2027, 5, 26)))
    giorni = [date(2027, 5, numero) for numero in (24, 25, 26, 27)]
    assert [stato(servizio, giorno) for giorno in giorni] == ["chiuso", "aperto", "aperto", "chiuso"]


def test_hours_that_touch_or_overlap_are_one():
    fasce = [(time(8), time(10)), (time(10), time(12)), (time(11), time(13)), (time(14), time(15))]
    servizio = servizio_con([], [(0, fascia, {}) for fascia in reversed(fasce)])
    aperto = giornata(servizio, LUN_14_GIU, Calendario.leggi())
    assert aperto.fasce == ((time(8), time(13)), (time(14), time(15)))


def test_dated_openings_alone_speak_for_the_summer():
    settimana = ("aperto", LUN_14_GIU, date(2027, 6, 18), {"posti": "esauriti"})
    servizio = servizio_con(["ESTATE"], feriali(), [settimana])
    assert giornata(servizio, LUN_14_GIU, Calendario.leggi()).posti == "esauriti"
    assert [stato(servizio, LUN_14_GIU + timedelta(days=n)) for n in (0, 4, 5, 7)] == [
        "aperto",
        "aperto",
        "chiuso",
        "chiuso",
    ]
    assert settimane_aperte(servizio, Calendario.leggi()) == [(LUN_14_GIU, date(2027, 6, 20))]


def test_dated_openings_leave_the_school_year_to_the_schedule():
    aperta = ("aperto", LUN_14_GIU, date(2027, 6, 18), {})
    servizio = servizio_con(["ANNO_SCOL", "ESTATE"], feriali(), [aperta])
    assert [stato(servizio, g) for g in (MAR_25_MAG, LUN_14_GIU, LUN_12_LUG)] == [
        "aperto",
        "aperto",
        "chiuso",
    ]


def test_a_long_opening_opens_the_days_that_have_hours():
    lunga = ("aperto", LUN_14_GIU, date(2027, 8, 13), {})
    servizio = servizio_con(["ESTATE"], [(1, MATTINA, {}), (3, MATTINA, {})], [lunga])
    assert [stato(servizio, LUN_14_GIU + timedelta(days=n)) for n in range(6)] == [
        "chiuso",
        "aperto",
        "chiuso",
        "aperto",
        "chiuso",
        "chiuso",
    ]


def test_an_opening_without_hours_opens_every_day_it_covers():
    """A camp from Saturday to Tuesday; the schedule of the school year ended before."""
    campo = ("aperto", SAB_19_GIU, SAB_19_GIU + timedelta(days=3), {})
    servizio = servizio_con(["ESTATE"], feriali(al=date(2027, 6, 8)), [campo])
    assert [stato(servizio, SAB_19_GIU + timedelta(days=n)) for n in (-1, 0, 1, 3, 4)] == [
        "chiuso",
        "orari_non_indicati",
        "orari_non_indicati",
        "orari_non_indicati",
        "chiuso",
    ]


def test_an_opening_of_many_days_passes_over_holidays_and_one_of_that_day_does_not():
    lunga = ("aperto", date(2026, 12, 23), date(2027, 1, 5), {})
    natale = date(2026, 12, 25)
    assert stato(servizio_con([], feriali(), [lunga]), natale) == "chiuso"
    assert stato(servizio_con(["FESTIVI"], feriali(), [lunga]), natale) == "aperto"
    assert stato(servizio_con([], feriali(), [("aperto", natale, natale, {})]), natale) == "aperto"


def test_a_closure_is_stronger_than_an_opening():
    righe = [("aperto", LUN_14_GIU, date(2027, 6, 18), {}), ("chiuso", LUN_14_GIU, LUN_14_GIU, {})]
    servizio = servizio_con(["ANNO_SOL"], feriali(), righe)
    assert [stato(servizio, LUN_14_GIU + timedelta(days=n)) for n in (0, 1)] == ["chiuso", "aperto"]


@pytest.mark.parametrize(("chiuse", "atteso"), [(0, "aperto"), (1, "aperto"), (2, "chiuso")])
def test_a_service_is_closed_when_all_its_doors_are(chiuse, atteso):
    sedi = [make_sede(comune=make_comune()) for _numero in range(2)]
    righe = [("chiuso", LUN_14_GIU, LUN_14_GIU, {"sede": sede}) for sede in sedi[:chiuse]]
    servizio = servizio_con([], feriali(), righe, porte=sedi)
    assert stato(servizio, LUN_14_GIU) == atteso
    assert [stato(servizio, LUN_14_GIU, sede) for sede in sedi] == ["chiuso"] * chiuse + ["aperto"] * (
        2 - chiuse
    )


@pytest.mark.parametrize(
    ("periodi", "lunedi", "sabato", "festa"),
    [
        (["ANNO_SOL"], "orari_non_indicati", "chiuso", "chiuso"),
        (["ESTATE"], "orari_non_indicati", "chiuso", "chiuso"),
        (["ANNO_SCOL", "NATALE"], "orari_non_indicati", "chiuso", "chiuso"),
        (["NATALE"], "chiuso", "chiuso", "chiuso"),
        (["SERALE"], "chiuso", "chiuso", "chiuso"),
        (["EMERGENZA"], "chiuso", "chiuso", "chiuso"),
        ([], "chiuso", "chiuso", "chiuso"),
    ],
)
def test_a_service_of_which_only_the_periods_are_known(periodi, lunedi, sabato, festa):
    servizio = servizio_con(periodi)
    assert [stato(servizio, giorno) for giorno in (LUN_14_GIU, SAB_19_GIU, MER_2_GIU)] == [
        lunedi,
        sabato,
        festa,
    ]


def test_runs_of_weeks_of_the_whole_year_have_no_end_and_a_closure_cuts_them():
    chiusura = ("chiuso", date(2027, 8, 9), date(2027, 8, 22), {})
    calendario = Calendario(righe_scolastiche())
    assert settimane_aperte(servizio_con(["ANNO_SOL"], feriali(), [chiusura]), calendario) == [
        (None, date(2027, 8, 8)),
        (date(2027, 8, 23), None),
    ]
    assert settimane_aperte(servizio_con(), calendario) == []
    assert settimane_aperte(servizio_con(["ANNO_SCOL"], feriali()), calendario) == [
        (date(2026, 9, 7), date(2026, 12, 27)),
        (date(2027, 1, 4), date(2027, 7, 4)),
    ]


def test_con_tempi_loads_all_that_the_rules_read(django_assert_num_queries):
    for _numero in range(3):
        servizio_con(["ANNO_SOL"], feriali(), [("chiuso", LUN_14_GIU, LUN_14_GIU, {})])
    calendario = Calendario.leggi()
    with django_assert_num_queries(5):
        for servizio in Servizio.objects.con_tempi():
            giornata(servizio, LUN_14_GIU, calendario)
            settimane_aperte(servizio, calendario)


def test_who_is_open_now_takes_two_queries_and_closes_at_the_last_minute(django_assert_num_queries):
    servizio = servizio_con(["ANNO_SOL"], [(0, MATTINA, {})])
    minuti = [time(7, 59), time(8), time(11, 59), time(12)]
    aperti = []
    for minuto in minuti:
        with django_assert_num_queries(2):
            adesso = Servizio.objects.aperti_adesso(datetime.combine(LUN_14_GIU, minuto, ROMA))
            aperti.append(servizio in adesso)
    assert aperti == [False, True, True, False]
