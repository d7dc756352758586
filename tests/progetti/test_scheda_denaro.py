"""The money on the sheet: the tables are the rows, to the cent; nothing is added that must not be."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.asserts import assertContains, assertNotContains

from progetti.denaro.conti import conti
from progetti.models import Pagamento
from progetti.scheda import barre
from progetti.scheda.denaro import denaro, in_breve
from tests.factories import make_organizzazione, make_progetto, make_quadro
from tests.progetti.test_pagine import make_somma

EURO = st.decimals("0.01", "99999999.99", places=2)


@given(st.lists(EURO, min_size=1, max_size=8))
def test_the_stretches_of_a_bar_follow_each_other_and_fill_it(importi):
    parti = barre.parti(importi, sum(importi))
    fine = Decimal(0)
    for parte in parti:
        assert abs(Decimal(parte.inizio[:-1]) - fine) <= Decimal("0.02")
        fine = Decimal(parte.inizio[:-1]) + Decimal(parte.larghezza[:-1])
    assert abs(fine - 100) <= Decimal("0.02")


@pytest.mark.parametrize(
    ("valore", "tutto", "larghezze"),
    [("0", "10", ["0.00%"]), ("5", "10", ["50.00%"]), ("30", "10", ["100.00%"]), ("1", "0", [])],
)
def test_a_bar_is_never_wider_than_its_frame(valore, tutto, larghezze):
    assert [p.larghezza for p in barre.raggiunto(Decimal(valore), Decimal(tutto))] == larghezze


@pytest.mark.django_db
def test_sources_costs_and_payments_are_the_rows_of_the_budget_in_force(client):
    progetto = make_progetto(dimostrativo=True)
    make_quadro(progetto, {"regione": "1.00"})
    quadro = make_quadro(progetto, {"sponsor": "200.05", "partner": "300.00", "regione": "1000.10"})
    Pagamento.objects.create(
        progetto=progetto,
        tipo="anticipo",
        data=date(2018, 3, 1),
        importo="400.04",
        beneficiario=make_organizzazione(),
    )
    soldi = denaro(conti([progetto])[progetto.pk])
    assert soldi.conto.quadro == quadro
    assert [(r.oggetto.pagatore, r.importo, r.quota) for r in soldi.fonti] == [
        ("regione", Decimal("1000.10"), Decimal("66.7")),
        ("partner", Decimal("300.00"), Decimal("20.0")),
        ("sponsor", Decimal("200.05"), Decimal("13.3")),
    ]
    assert [(r.nome, r.importo) for r in soldi.costi] == [("Tutto", Decimal("1500.15"))]
    assert [(r.nome, r.importo, r.quota) for r in soldi.cammino] == [
        ("Contributo concesso", Decimal("1000.10"), None),
        ("Già pagato al capofila", Decimal("400.04"), Decimal("40.0")),
        ("Non ancora pagato", Decimal("600.06"), Decimal("60.0")),
    ]
    risposta = client.get(progetto.get_absolute_url())
    for testo in ("1.500,15\u00a0€", "Regione Lombardia 66,7%; Partner 20%; Sponsor 13,3%", 'role="img"'):
        assertContains(risposta, testo)
    assertNotContains(risposta, "non è noto: lo chiederemo")
    assertNotContains(risposta, "style=")


@pytest.mark.django_db
def test_the_money_in_a_line_says_what_is_known_and_from_where():
    con_quadro, atto, stampa, alleanza, ignoto = (
        make_progetto(tipo=tipo) for tipo in ("fse", "fse", "fse", "alleanza", "fse")
    )
    make_quadro(con_quadro, {"regione": "700.00", "partner": "300.00"})
    make_somma("A", progetto=con_quadro, importo="999.00")
    make_somma("B", progetto=atto, importo="95400.00", origine="atto")
    make_somma("C", progetto=stampa, importo="100000.00", arrotondato=True)
    make_somma("D", progetto=ignoto, importo="5.00", natura_importo="cofinanziamento")
    progetti = [con_quadro, atto, stampa, alleanza, ignoto]
    testi = in_breve(progetti, conti(progetti))
    assert [testi[p.pk] for p in progetti] == [
        "contributo di 700,00\u00a0€",
        "contributo di 95.400,00\u00a0€",
        "contributo di circa 100.000,00\u00a0€, secondo la stampa",
        "importo non dettagliato: si conosce solo la somma del ciclo",
        "importo non noto: lo chiederemo all’ATS",
    ]
