"""Dates in words and euro amounts: what a citizen reads."""

from datetime import date
from decimal import Decimal

import pytest
from django.template import Context, Template

from core.models.basi import Precisione
from core.templatetags.formati import (
    al_giorno,
    con_articolo,
    dal_giorno,
    data_scritta,
    dati_strutturati,
    del_giorno,
    euro,
    in_parole,
    percentuale,
    periodo,
)


@pytest.mark.parametrize(
    ("data", "precisione", "parole"),
    [
        (date(2017, 1, 24), Precisione.GIORNO, "24 gennaio 2017"),
        (date(2017, 7, 1), Precisione.GIORNO, "1° luglio 2017"),
        (date(2017, 7, 1), Precisione.MESE, "luglio 2017"),
        (date(2018, 1, 1), Precisione.ANNO, "2018"),
        (date(2020, 1, 15), Precisione.ENTRO, "entro il 15 gennaio 2020"),
        (date(2020, 3, 8), Precisione.ENTRO, "entro l'8 marzo 2020"),
        (None, Precisione.MESE, ""),
    ],
)
def test_a_date_is_never_more_exact_than_it_is_known(data, precisione, parole):
    assert in_parole(data, precisione) == parole


def test_days_take_the_right_article():
    assert con_articolo(date(2020, 11, 11)) == "l'11 novembre 2020"
    assert con_articolo(date(2020, 11, 12)) == "il 12 novembre 2020"
    assert al_giorno(date(2026, 11, 24)) == "al 24 novembre 2026"
    assert al_giorno(date(2020, 3, 8)) == "all'8 marzo 2020"
    assert (dal_giorno(date(2020, 3, 11)), dal_giorno(date(2020, 3, 1)), dal_giorno(None)) == (
        "dall'11 marzo 2020",
        "dal 1° marzo 2020",
        "",
    )
    assert (del_giorno(date(2020, 3, 8)), del_giorno(date(2020, 3, 9)), del_giorno(None)) == (
        "dell'8 marzo 2020",
        "del 9 marzo 2020",
        "",
    )


@pytest.mark.parametrize(
    ("dal", "al", "parole"),
    [
        (date(2018, 3, 1), date(2019, 4, 8), "dal 1° marzo 2018 all'8 aprile 2019"),
        (date(2018, 3, 11), None, "dall'11 marzo 2018"),
        (None, date(2019, 4, 3), "fino al 3 aprile 2019"),
        (None, None, ""),
    ],
)
def test_a_period_says_only_the_ends_that_are_known(dal, al, parole):
    assert periodo(dal, al) == parole


@pytest.mark.parametrize(
    ("importo", "scritto"),
    [
        (Decimal("87000.00"), "87.000,00\u00a0€"),
        (Decimal("269700.80"), "269.700,80\u00a0€"),
        (Decimal("970474516"), "970.474.516,00\u00a0€"),
        (Decimal("0.05"), "0,05\u00a0€"),
        (None, ""),
    ],
)
def test_money_is_exact_to_the_cent(importo, scritto):
    assert euro(importo) == scritto


@pytest.mark.parametrize(
    ("valore", "scritto"),
    [(Decimal("50.00"), "50%"), (Decimal("37.50"), "37,5%"), (Decimal("100"), "100%"), (0, "0%"), (None, "")],
)
def test_percentages_lose_useless_zeros_only(valore, scritto):
    assert percentuale(valore) == scritto


@pytest.mark.parametrize(
    ("testo", "parole"),
    [
        ("2018-05-30", "30 maggio 2018"),
        ("2018-05", "maggio 2018"),
        ("2018", "2018"),
        ("s.d.", "s.d."),
        ("", ""),
    ],
)
def test_the_date_of_a_source_is_read_as_written(testo, parole):
    assert data_scritta(testo) == parole


def test_structured_data_cannot_close_their_own_element():
    html = dati_strutturati({"@type": "Organization", "name": "</script><script>alert(1)", "email": ""})
    assert html.count("<") == 2
    assert '"email"' not in html
    assert "\\u003C/script\\u003E" in html


def test_filters_work_in_a_template():
    template = Template("{% load formati %}{{ data|in_parole:precisione }} · {{ importo|euro }}")
    contesto = Context({"data": date(2017, 7, 1), "precisione": "mese", "importo": Decimal("1")})
    assert template.render(contesto) == "luglio 2017 · 1,00\u00a0€"
