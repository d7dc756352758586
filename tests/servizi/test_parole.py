"""Words of a service, read back: what they say is what the rows hold."""

import re
from datetime import date, time
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servizi import parole
from servizi.models import Giorno

MESI = st.integers(0, 1451)
GIORNI = [str(giorno.label) for giorno in Giorno]


def rileggi_mesi(testo):
    """Read an age back: “1 anno e 6 mesi” is 18."""
    anni = re.search(r"(\d+) ann[oi]", testo)
    mesi = re.search(r"(\d+) mes[ei]", testo)
    assert anni or mesi, testo
    return (
        int(anni[1]) * 12 * bool(anni) + int(mesi[1])
        if anni and mesi
        else (int(anni[1]) * 12 if anni else int(mesi[1]))
    )


def rileggi_fine(testo):
    """Read an upper end back: “14 anni compresi” is 179, “3 anni” is 36."""
    return rileggi_mesi(testo) + (11 if testo.endswith("compresi") else 0)


@given(MESI)
def test_an_age_in_words_is_the_same_age(mesi):
    assert rileggi_mesi(parole.mesi_in_parole(mesi)) == mesi


@pytest.mark.parametrize(
    ("mesi", "testo"),
    [
        (0, "0 mesi"),
        (1, "1 mese"),
        (11, "11 mesi"),
        (12, "1 anno"),
        (13, "1 anno e 1 mese"),
        (41, "3 anni e 5 mesi"),
    ],
)
def test_ages(mesi, testo):
    assert parole.mesi_in_parole(mesi) == testo


@pytest.mark.parametrize(
    ("minimo", "massimo", "testo"),
    [
        (3, 36, "da 3 mesi a 3 anni"),
        (72, 179, "da 6 a 14 anni compresi"),
        (36, 72, "da 3 a 6 anni"),
        (36, 47, "3 anni"),
        (36, 36, "3 anni esatti"),
        (24, 36, "da 2 a 3 anni"),
        (0, 36, "fino a 3 anni"),
        (None, 143, "fino a 11 anni compresi"),
        (780, None, "da 65 anni in su"),
        (12, 30, "da 1 anno a 2 anni e 6 mesi"),
        (None, None, "tutte le età"),
        (0, None, "tutte le età"),
    ],
)
def test_age_ranges(minimo, massimo, testo):
    assert parole.eta_in_parole(minimo, massimo) == testo


@given(st.integers(1, 1400), st.integers(12, 300))
def test_an_age_range_in_words_is_the_same_range(minimo, ampiezza):
    massimo = min(minimo + ampiezza, 1451)
    testo = parole.eta_in_parole(minimo, massimo)
    inizio, fine = re.fullmatch(r"da (.+) a (.+)", testo).groups()
    assert rileggi_mesi(inizio if "mes" in inizio or "ann" in inizio else f"{inizio} anni") == minimo
    assert rileggi_fine(fine) == massimo


@given(st.integers(0, 1451))
def test_an_upper_end_alone_is_the_same_end(massimo):
    testo = parole.eta_in_parole(None, massimo)
    assert rileggi_fine(testo.removeprefix("fino a ")) == massimo


@pytest.mark.parametrize(
    ("gratuito", "importo", "unita", "numero", "testo"),
    [
        (True, None, "", 0, "Gratuito"),
        (True, Decimal("10.00"), "iscrizione", 1, "Gratuito"),
        (False, None, "", 0, "Costo non indicato"),
        (False, Decimal("180.00"), "mese", 1, "180 € al mese"),
        (False, Decimal("5.50"), "ora", 2, "da 5,50 € all'ora"),
        (False, Decimal("1250.00"), "anno", 3, "da 1.250 € all'anno"),
        (False, Decimal("0.00"), "mese", 2, "da 0 € al mese"),
    ],
)
def test_prices(gratuito, importo, unita, numero, testo):
    detto = parole.costo_in_parole(gratuito, importo, unita, numero)
    assert detto.replace(parole.SPAZIO, " ") == testo


@pytest.mark.parametrize(
    ("da", "a", "testo"),
    [
        (None, None, "con ogni ISEE"),
        (None, Decimal("9999.99"), "ISEE fino a 9.999,99 €"),
        (Decimal("10000"), Decimal("19999.99"), "ISEE da 10.000 € a 19.999,99 €"),
        (Decimal("20000"), None, "ISEE da 20.000 € in su"),
        (Decimal("0"), None, "ISEE da 0 € in su"),
    ],
)
def test_isee_bands(da, a, testo):
    assert parole.isee_in_parole(da, a).replace(parole.SPAZIO, " ") == testo


@pytest.mark.parametrize(
    ("dal", "al", "testo"),
    [
        (date(2027, 6, 14), date(2027, 6, 18), "dal 14 al 18 giugno 2027"),
        (date(2027, 6, 28), date(2027, 7, 2), "dal 28 giugno al 2 luglio 2027"),
        (date(2026, 12, 23), date(2027, 1, 6), "dal 23 dicembre 2026 al 6 gennaio 2027"),
        (date(2027, 6, 1), date(2027, 6, 8), "dal 1° all'8 giugno 2027"),
        (date(2027, 8, 8), date(2027, 8, 11), "dall'8 all'11 agosto 2027"),
        (date(2027, 8, 15), date(2027, 8, 15), "il 15 agosto 2027"),
        (date(2027, 3, 1), None, "dal 1° marzo 2027"),
        (None, date(2027, 5, 31), "fino al 31 maggio 2027"),
        (None, None, ""),
    ],
)
def test_spans_of_days(dal, al, testo):
    assert parole.giorni_in_parole(dal, al) == testo


def orario(giorno, dalle, alle):
    return SimpleNamespace(giorno=giorno, dalle=dalle, alle=alle)


@pytest.mark.parametrize(
    ("orari", "testo"),
    [
        ([], ""),
        ([(5, 9, 12)], "sabato 9:00-12:00"),
        ([(1, 9, 12), (3, 9, 12)], "martedì e giovedì 9:00-12:00"),
        (
            [(0, 7, 16), (1, 7, 16), (2, 7, 16), (3, 7, 16), (4, 7, 16), (5, 9, 12)],
            "da lunedì a venerdì 7:00-16:00; sabato 9:00-12:00",
        ),
        ([(0, 14, 18), (0, 8, 12)], "lunedì 8:00-12:00 e 14:00-18:00"),
        ([(0, 8, 12), (0, 8, 12)], "lunedì 8:00-12:00"),
        (
            [(0, 8, 9), (1, 8, 9), (4, 8, 9), (5, 8, 9), (6, 8, 9)],
            "lunedì, martedì e da venerdì a domenica 8:00-9:00",
        ),
    ],
)
def test_schedules(orari, testo):
    righe = [orario(giorno, time(dalle), time(alle)) for giorno, dalle, alle in orari]
    assert parole.orari_in_parole(righe) == testo


def rileggi_orari(testo):
    """Read a schedule back as a set of (day, hours)."""
    insieme = set()
    for pezzo in testo.split("; ") if testo else []:
        fasce = re.findall(r"\d+:\d\d-\d+:\d\d", pezzo)
        quali = pezzo[: re.search(r"\d", pezzo).start()].strip()
        for inizio, fine in re.findall(r"da (\w+) a (\w+)", quali):
            serie = GIORNI[GIORNI.index(inizio) : GIORNI.index(fine) + 1]
            insieme |= {(giorno, fascia) for giorno in serie for fascia in fasce}
        soli = re.sub(r"da \w+ a \w+", "", quali)
        insieme |= {(giorno, fascia) for giorno in GIORNI if giorno in soli for fascia in fasce}
    return insieme


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(6, 12), st.integers(13, 20)), max_size=12))
def test_a_schedule_in_words_says_each_day_its_hours(voci):
    righe = [orario(giorno, time(dalle), time(alle, 30)) for giorno, dalle, alle in voci]
    attesi = {(GIORNI[giorno], f"{dalle}:00-{alle}:30") for giorno, dalle, alle in voci}
    assert rileggi_orari(parole.orari_in_parole(righe)) == attesi


@pytest.mark.parametrize(
    ("dal", "al", "testo"),
    [
        (date(2027, 6, 9), date(2027, 6, 9), "9 giugno"),
        (date(2027, 6, 14), date(2027, 6, 18), "14-18 giugno"),
        (date(2027, 6, 28), date(2027, 7, 2), "28 giugno-2 luglio"),
        (date(2026, 12, 23), date(2027, 1, 5), "23 dicembre-5 gennaio"),
        (date(2026, 6, 1), date(2027, 6, 1), "1 giugno-1 giugno"),
    ],
)
def test_days_in_a_narrow_place(dal, al, testo):
    assert parole.giorni_brevi(dal, al) == testo


def test_the_table_has_a_column_for_each_schedule_and_a_row_for_each_day():
    primo = [orario(0, time(8), time(12)), orario(0, time(14), time(18))]
    secondo = [orario(2, time(9), time(10, 30))]
    assert parole.settimana([primo, secondo]) == [
        ["lunedì", "8:00-12:00, 14:00-18:00", "—"],
        ["mercoledì", "—", "9:00-10:30"],
    ]


@pytest.mark.parametrize(
    ("telefono", "numero"),
    [
        ("0342 000 010", "0342000010"),
        ("+39 0342-000.010", "+390342000010"),
        ("0342 000010 / 0342 000011", "0342000010"),
        ("0342 000010 o 0342 000011", "0342000010"),
        ("", ""),
    ],
)
def test_a_phone_link_dials_one_number(telefono, numero):
    assert parole.numero_da_comporre(telefono) == numero
