"""What is known of a documented sum, and what is not."""

from datetime import date
from decimal import Decimal

import pytest

from progetti.denaro.dettaglio import dettaglio
from progetti.models import VoceDenaro
from tests.factories import make_finanziamento, make_progetto, make_quadro

pytestmark = pytest.mark.django_db
EURO = Decimal


def _parte_di(somma, importo, **campi):
    """Return the project whose budget in force has a source that is part of ``somma``."""
    progetto = campi.pop("progetto", None) or make_progetto(**campi)
    quadro = make_quadro(progetto, {"regione": EURO(importo)}, approvato_il=None)
    VoceDenaro.objects.filter(quadro=quadro).update(parte_di=somma)
    quadro.approvato_il = date(2018, 1, 1)
    quadro.save()
    return progetto


def test_nothing_known_is_nothing_itemised():
    somma = make_finanziamento(importo="87000.00")
    trovato = dettaglio([somma])[somma.pk]
    assert (trovato.dettagliato, trovato.non_dettagliato, trovato.parti) == (EURO(0), EURO("87000.00"), ())


def test_budgets_itemise_a_sum_but_not_those_of_proposals_and_of_the_demo():
    somma, altra = make_finanziamento(importo="87000.00"), make_finanziamento(importo="10.00")
    progetto = _parte_di(somma, "10875.10")
    _parte_di(somma, "500.00", stato="in_valutazione")
    _parte_di(somma, "600.00", dimostrativo=True)
    make_quadro(fonti={"regione": EURO("700.00")})
    trovati = dettaglio([somma, altra])
    assert trovati[somma.pk].dettagliato == EURO("10875.10")
    assert trovati[somma.pk].non_dettagliato == EURO("76124.90")
    assert [parte.progetti for parte in trovati[somma.pk].parti] == [(progetto,)]
    assert trovati[altra.pk].parti == ()


def test_only_the_budget_in_force_counts():
    somma = make_finanziamento(importo="1000.00")
    progetto = _parte_di(somma, "400.00")
    _parte_di(somma, "300.00", progetto=progetto)
    make_quadro(progetto, {"regione": EURO("200.00")}, approvato_il=None)
    assert dettaglio([somma])[somma.pk].dettagliato == EURO("300.00")


def test_a_budget_takes_the_place_of_the_documented_sum_of_its_project():
    somma = make_finanziamento(importo="1000.00")
    progetto = _parte_di(somma, "400.00")
    make_finanziamento(importo="410.00", parte_di=somma, progetto=progetto)
    fuori = make_finanziamento(importo="100.00", parte_di=somma)
    make_finanziamento(importo="100.00", parte_di=somma, alternativa_a=fuori)
    assert dettaglio([somma])[somma.pk].dettagliato == EURO("500.00")


def test_a_figure_for_two_projects_stays_until_both_have_a_budget():
    somma = make_finanziamento(importo="1000.00")
    uno, due = make_progetto(), make_progetto()
    insieme = make_finanziamento(importo="179.98", parte_di=somma)
    for progetto in (uno, due):
        make_finanziamento(importo="90.00", alternativa_a=insieme, progetto=progetto)
    _parte_di(somma, "80.00", progetto=uno)
    [parte] = dettaglio([somma])[somma.pk].parti
    assert (parte.importo, parte.progetti) == (EURO("179.98"), (uno, due))
    _parte_di(somma, "99.00", progetto=due)
    assert dettaglio([somma])[somma.pk].dettagliato == EURO("179.00")


def test_queries_do_not_grow_with_the_sums(django_assert_max_num_queries):
    somme = [make_finanziamento() for _ in range(3)]
    for somma in somme:
        _parte_di(somma, "1.00")
        make_finanziamento(parte_di=somma)
    with django_assert_max_num_queries(6):
        dettaglio(somme)
