"""The sourced totals come out of the rows, to the euro, and nothing is invented below them."""

from collections import defaultdict
from decimal import Decimal

import pytest

from progetti.denaro.confronto import del_ciclo, del_progetto
from progetti.denaro.dettaglio import dettaglio
from progetti.denaro.doppi import doppi
from progetti.denaro.righe import righe
from progetti.models import CategoriaCosto, Finanziamento, Fondo, Progetto

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("riferimenti")]
EURO = Decimal


def test_what_the_montagna_was_assigned_by_year_and_cycle():
    per_anno, per_ciclo = defaultdict(Decimal), defaultdict(Decimal)
    regionale = Fondo.objects.get(code="REGIONE").pk
    for riga in righe():
        if riga.natura == "assegnazione":
            per_anno[riga.anno] += riga.importo
            per_ciclo[riga.oggetto.piano.code] += riga.importo
            assert riga.fondo_id == regionale
    assert per_anno == {
        2017: EURO("87000.00"),
        2019: EURO("58979.00"),
        2020: EURO("23700.00"),
        2021: EURO("29600.00"),
        2022: EURO("29600.00"),
    }
    assert per_ciclo == {"2017-18": EURO("145979.00"), "2020-23": EURO("82900.00")}


def test_the_87000_euro_of_2017_are_not_itemised():
    somma = Finanziamento.objects.get(code="FIN-004")
    trovato = dettaglio([somma])[somma.pk]
    assert (trovato.importo, trovato.dettagliato, trovato.non_dettagliato) == (
        EURO("87000.00"),
        EURO("0.00"),
        EURO("87000.00"),
    )
    assert Progetto.objects.filter(piano=somma.piano, tipo="alleanza").count() == 8


def test_the_grants_of_the_projects_and_the_figure_for_two_counted_once():
    concessi = {
        riga.oggetto.code: (riga.importo, sorted(progetto.code for progetto in riga.progetti))
        for riga in righe()
        if riga.natura == "concesso"
    }
    assert concessi == {
        "FIN-020": (EURO("95400.00"), ["FSE17-BRENO"]),
        "FIN-023": (EURO("99100.00"), ["FSE18-TREPIEVI"]),
        "FIN-024": (EURO("179988.00"), ["FSE18-COMUNITA", "FSE18-LEGAME"]),
        "FIN-025": (EURO("100000.00"), ["FSE18-VALCHIAVENNA"]),
    }


def test_the_656546_euro_of_the_inner_areas_are_all_itemised():
    somma = Finanziamento.objects.get(code="FIN-022")
    trovato = dettaglio([somma])[somma.pk]
    assert (trovato.importo, trovato.non_dettagliato) == (EURO("656546.00"), EURO("0.00"))
    assert [parte.oggetto.code for parte in trovato.parti] == [f"FIN-{n:03}" for n in range(23, 28)]


def test_the_82900_euro_and_the_84_thousand_of_the_headline_side_by_side():
    somma = Finanziamento.objects.get(code="FIN-039")
    assert dettaglio([somma])[somma.pk].non_dettagliato == EURO("0.00")
    [confronto] = del_ciclo(somma.piano)
    assert [(v.importo, v.differenza) for v in confronto.versioni] == [
        (EURO("82900.00"), EURO("0.00")),
        (EURO("84000.00"), EURO("1100.00")),
    ]


def test_the_exact_figure_and_the_rounded_ones_of_the_two_projects_side_by_side():
    [confronto] = del_progetto(Progetto.objects.get(code="FSE18-LEGAME"))
    esatta, arrotondata = confronto.versioni
    assert (esatta.importo, esatta.arrotondata, esatta.origine) == (EURO("179988.00"), False, "stampa")
    assert (arrotondata.importo, arrotondata.differenza) == (EURO("180000.00"), EURO("12.00"))
    assert (arrotondata.arrotondata, len(arrotondata.somme)) == (True, 2)
    assert not confronto.concordi


def test_no_real_pair_looks_paid_twice_without_a_reason_to_look():
    for coppia in doppi():
        assert coppia.motivi


def test_the_headings_of_cost_are_a_proposal_and_say_so():
    assert set(CategoriaCosto.objects.values_list("certezza", flat=True)) == {"I"}
    assert CategoriaCosto.objects.count() == 7
