"""The week view: which days school is closed, and what covers them."""

from datetime import date, time

import pytest

from ricerca import settimane
from ricerca import settimane_parole as parole
from ricerca.settimane import Tratto
from ricerca.tempi import Nascita
from servizi.calendario import Calendario
from servizi.models import Servizio
from tests.calendario import righe_scolastiche, servizio_con

pytestmark = pytest.mark.django_db
INVERNO = date(2026, 12, 1)
GIORNATA = (time(8), time(17))
FERIALI = [(giorno, GIORNATA, {}) for giorno in range(5)]


def calendario(ordine="primaria_secondaria"):
    return Calendario(righe_scolastiche()).per(ordine)


def scelta(code):
    return next(s for s in settimane.scelte(calendario(), INVERNO) if s.code == code)


def estate(ordine="primaria_secondaria", oggi=INVERNO):
    return settimane.estate(calendario(ordine), scelta("estate-2027"), oggi)


def copri(servizio, tratti=None, nascita=None, ordine="primaria_secondaria"):
    return settimane.copri(tratti or estate(ordine), [servizio], calendario(ordine), nascita)


def stati(tratti):
    return {parole.giorni(tratto): tratto.stato for tratto in tratti}


def test_only_periods_that_are_not_over_can_be_chosen():
    tutte = ["scuola-2026", "estate-2027"]
    for oggi, attese in [(INVERNO, tutte), (date(2027, 7, 1), tutte[1:]), (date(2027, 9, 13), [])]:
        assert [s.code for s in settimane.scelte(calendario(), oggi)] == attese


def test_the_weeks_of_summer_begin_with_the_first_day_without_lessons():
    giorni = [parole.giorni(tratto) for tratto in estate()]
    assert (len(giorni), giorni[:2], giorni[-1]) == (14, ["9-11 giugno", "14-18 giugno"], "6-10 settembre")
    giorni = [parole.giorni(tratto) for tratto in estate("infanzia")]
    assert (len(giorni), giorni[:2], giorni[-1]) == (
        10,
        ["1-2 luglio", "5-9 luglio"],
        "30 agosto-3 settembre",
    )


def test_weeks_that_are_over_are_left_out():
    assert parole.giorni(estate(oggi=date(2027, 7, 10))[0]) == "12-16 luglio"
    assert parole.giorni(estate(oggi=date(2027, 7, 9))[0]) == "5-9 luglio"


@pytest.mark.parametrize(
    ("mesi", "scuola"), [(None, "primaria_secondaria"), (71, "infanzia"), (72, "primaria_secondaria")]
)
def test_the_school_is_that_of_the_age(mesi, scuola):
    assert settimane.scuola_di(mesi) == scuola


@pytest.mark.parametrize(
    ("giorno", "mesi"),
    [(date(2027, 5, 31), 35), (date(2027, 6, 1), 36), (date(2024, 6, 1), 0), (date(2024, 5, 27), 0)],
)
def test_the_age_of_who_was_born_in_june_2024(giorno, mesi):
    assert Nascita(2024, 6).mesi(giorno) == mesi


def test_a_service_covers_the_weeks_in_which_the_age_is_right():
    """Three years in July: the nido until then, the scuola estiva after."""
    nascita = Nascita(2024, 7)
    nido = servizio_con(["ANNO_SOL"], FERIALI, eta_max_mesi=35)
    grandi = servizio_con(["ANNO_SOL"], FERIALI, eta_min_mesi=36)
    tratti = settimane.copri(estate(), [nido, grandi], calendario(), nascita)
    chi = {parole.giorni(t): [riga.servizio.pk for riga in t.righe] for t in tratti}
    assert (chi["28 giugno-2 luglio"], chi["5-9 luglio"]) == ([nido.pk], [grandi.pk])


def test_a_service_of_the_school_year_stops_with_the_lessons_of_that_school():
    """In the middle of June the infanzia still has lessons: a doposcuola of the primaria has not."""
    doposcuola = servizio_con(["ANNO_SCOL"], FERIALI)
    assert {tratto.stato for tratto in copri(doposcuola)} == {"scoperta"}


def test_states_of_a_week():
    righe = [
        ("aperto", date(2027, 6, 14), date(2027, 6, 18), {"posti": "disponibili"}),
        ("aperto", date(2027, 6, 21), date(2027, 6, 25), {"posti": "esauriti"}),
        ("aperto", date(2027, 6, 28), date(2027, 7, 2), {}),
        ("chiuso", date(2027, 6, 29), date(2027, 6, 30), {}),
    ]
    tratti = copri(servizio_con(["ESTATE"], FERIALI, righe))
    attesi = dict.fromkeys(stati(tratti), "scoperta")
    attesi |= {"14-18 giugno": "coperta", "21-25 giugno": "piena", "28 giugno-2 luglio": "parziale"}
    assert stati(tratti) == attesi
    assert parole.mancano(tratti[3]) == "martedì e mercoledì"
    assert parole.riassunto(tratti[:5]) == [
        "1 settimana coperta su 5.",
        "Scoperte: 9-11 giugno, 5-9 luglio.",
        "Coperte in parte: 28 giugno-2 luglio.",
        "Con i posti esauriti: 21-25 giugno.",
    ]


def test_a_full_service_does_not_hide_one_with_places():
    piena = ("aperto", date(2027, 6, 14), date(2027, 6, 18), {"posti": "esauriti"})
    pieno = servizio_con(["ESTATE"], FERIALI, [piena])
    meta = servizio_con(["ESTATE"], FERIALI[:3], posti="disponibili", posti_al=INVERNO)
    (tratto,) = settimane.copri(estate()[1:2], [pieno, meta], calendario(), None)
    assert (tratto.stato, parole.mancano(tratto)) == ("parziale", "giovedì e venerdì")
    assert [riga.servizio.pk for riga in tratto.righe] == [meta.pk, pieno.pk]


def righe_di(tratto):
    return [(riga["giorni"], riga["orari"], riga["posti"]) for riga in parole.scheda(tratto)["righe"]]


def test_hours_of_a_week_in_words():
    orari = [*FERIALI[:2], (3, (time(9), time(12)), {})]
    (tratto,) = copri(servizio_con(["ANNO_SOL"], orari), estate()[1:2])
    assert righe_di(tratto) == [
        ("", "lunedì e martedì 8:00-17:00; giovedì 9:00-12:00", "posti da verificare")
    ]
    (tratto,) = copri(servizio_con(["ANNO_SOL"]), estate()[1:2])
    assert righe_di(tratto) == [("", "orari non indicati: chiedi", "posti da verificare")]
    campo = ("aperto", date(2027, 6, 14), date(2027, 6, 16), {})
    (tratto,) = copri(servizio_con(["ESTATE"], (), [campo]), estate()[1:2])
    assert righe_di(tratto) == [
        ("da lunedì a mercoledì", "orari non indicati: chiedi", "posti da verificare")
    ]


def test_the_closures_of_a_school_year():
    tratti = settimane.chiusure(calendario(), scelta("scuola-2026"), INVERNO)
    assert [(t.nome, parole.giorni(t), len(t.giorni)) for t in tratti] == [
        ("FESTA 2026/2027", "8 dicembre", 1),
        ("Natale 2026/2027", "23 dicembre-5 gennaio", 8),
        ("Carnevale 2026/2027", "8-9 febbraio", 2),
        ("Pasqua 2026/2027", "25-30 marzo", 3),
        ("FESTA 2026/2027", "2 giugno", 1),
    ]


def test_the_days_a_closure_lacks_are_said_by_date():
    righe = [("chiuso", date(2026, 12, 24), date(2026, 12, 31), {})]
    servizio = servizio_con(["NATALE"], FERIALI, righe)
    tratti = copri(servizio, settimane.chiusure(calendario(), scelta("scuola-2026"), INVERNO))
    assert stati(tratti) == {
        "8 dicembre": "festa",
        "23 dicembre-5 gennaio": "parziale",
        "8-9 febbraio": "scoperta",
        "25-30 marzo": "scoperta",
        "2 giugno": "festa",
    }
    assert parole.mancano(tratti[1]) == "24 dicembre, 28-31 dicembre"
    assert righe_di(tratti[1]) == [("23 dicembre, 4-5 gennaio", "8:00-17:00", "posti da verificare")]
    assert parole.riassunto_giorni(tratti) == [
        "3 giorni senza scuola coperti su 13.",
        "Mancano giorni in: Natale 2026/2027 (23 dicembre-5 gennaio), "
        "Carnevale 2026/2027 (8-9 febbraio), Pasqua 2026/2027 (25-30 marzo).",
    ]


def test_an_ordinary_week_before_and_after_school():
    prima, dopo = (time(7, 15), time(8, 20)), (time(16), time(18))
    servizio = servizio_con(["ANNO_SCOL"], [(0, prima, {}), (0, dopo, {}), (1, dopo, {})], titolo="Due volte")
    senza_orari = servizio_con(["ANNO_SCOL"], titolo="Tutor")
    tratto = settimane.settimana_tipo(calendario(), scelta("scuola-2026"), date(2026, 12, 8))
    assert tratto.giorni[0] == date(2026, 12, 14)
    settimane.copri([tratto], [servizio, senza_orari], calendario(), None)
    assert [
        (titolo, [(riga["servizio"].titolo, riga["orari"]) for riga in righe])
        for titolo, righe in parole.momenti(tratto)
    ] == [
        ("Prima della scuola", [("Due volte", "lunedì 7:15-8:20")]),
        ("Dopo la scuola", [("Due volte", "lunedì e martedì 16:00-18:00")]),
        ("Con orari da chiedere", [("Tutor", "orari non indicati: chiedi")]),
    ]


def test_no_week_of_lessons_is_left_at_the_end_of_the_year():
    assert settimane.settimana_tipo(calendario(), scelta("scuola-2026"), date(2027, 6, 7)) is None


def test_a_stretch_without_services_is_uncovered():
    tratto = Tratto([date(2027, 6, 14)])
    assert (tratto.stato, tratto.mancanti) == ("scoperta", [date(2027, 6, 14)])
    assert Servizio.objects.count() == 0
