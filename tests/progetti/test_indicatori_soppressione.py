"""Withheld counts cannot be found: a hidden small cell may be several numbers, whoever knows the rules."""

from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from progetti.indicatori.parti import controlla_parti, divisioni, pubbliche
from progetti.indicatori.soppressione import SOGLIA, taciute, totale_pubblicabile
from progetti.models import IndicatoreProgetto, ParteValore, ValoreIndicatore
from tests.factories import make_comune, make_indicatore, make_progetto


def riempimenti(nascoste, somma):
    """Yield every way to fill the hidden cells with whole counts that make ``somma``."""
    for valori in product(range(somma + 1), repeat=len(nascoste) - 1):
        if sum(valori) <= somma:
            yield dict(zip(nascoste, [*valori, somma - sum(valori)], strict=True))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 12), min_size=1, max_size=5))
def test_a_hidden_small_part_may_be_several_numbers_also_for_who_knows_the_rules(valori):
    parti = dict(enumerate(valori))
    nascoste = sorted(taciute(parti))
    assert all(parti[chiave] >= SOGLIA for chiave in parti if chiave not in nascoste)
    if sum(valori) < SOGLIA:
        assert nascoste == sorted(parti)
        return
    if not nascoste:
        return
    possibili = {chiave: set() for chiave in nascoste}
    for ipotesi in riempimenti(nascoste, sum(parti[chiave] for chiave in nascoste)):
        if sorted(taciute(parti | ipotesi)) == nascoste:
            for chiave, valore in ipotesi.items():
                possibili[chiave].add(valore)
    for chiave in nascoste:
        if parti[chiave] < SOGLIA:
            assert len(possibili[chiave]) >= 2


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=4))
def test_a_published_sum_gives_no_small_addend_away(valori):
    piccoli = [indice for indice, valore in enumerate(valori) if valore < SOGLIA]
    if not totale_pubblicabile(valori):
        return
    possibili = {indice: set() for indice in piccoli}
    for prova in product(range(SOGLIA), repeat=len(piccoli)):
        if sum(prova) == sum(valori[indice] for indice in piccoli):
            for indice, valore in zip(piccoli, prova, strict=True):
                possibili[indice].add(valore)
    assert all(len(numeri) >= 2 for numeri in possibili.values())


@pytest.mark.parametrize(
    ("parti", "nascoste"),
    [
        ({"F": 40, "M": 30}, set()),
        ({"F": 40, "M": 3}, {"F", "M"}),
        ({"F": 40, "M": 3, "ND": 6}, {"M", "ND"}),
        ({"F": 2, "M": 1}, {"F", "M"}),
        ({"F": 0, "M": 50}, {"F", "M"}),
        ({"A": 4, "B": 4, "C": 5}, {"A", "B", "C"}),
    ],
)
def test_what_is_withheld(parti, nascoste):
    assert taciute(parti) == nascoste


@pytest.fixture
def valore(db):
    indicatore = make_indicatore(soppressione_piccoli_numeri=True, disaggregazioni="sesso;comune")
    seguito = IndicatoreProgetto.objects.create(progetto=make_progetto(), indicatore=indicatore)
    giorno = date(2026, 6, 30)
    return ValoreIndicatore.objects.create(
        indicatore_progetto=seguito, dal=giorno, al=giorno, riferito_al=giorno, valore=46, validato_il=giorno
    )


def test_the_public_table_hides_the_small_part_and_the_one_that_would_tell_it(valore):
    for voce, quantita in (("F", 37), ("M", 3), ("ND", 6)):
        ParteValore.objects.create(valore=valore, per="sesso", voce=voce, quantita=quantita)
    tavole = pubbliche(valore.indicatore_progetto.indicatore, [valore], valore.valore)
    assert [(parte.voce, parte.quantita) for parte in tavole["sesso"]] == [
        ("F", 37),
        ("M", None),
        ("ND", None),
    ]


def test_a_division_that_does_not_make_the_total_is_not_shown(valore):
    ParteValore.objects.create(valore=valore, per="sesso", voce="F", quantita=43)
    assert pubbliche(valore.indicatore_progetto.indicatore, [valore], valore.valore) == {}


def test_parts_come_from_closed_lists_and_make_the_value(valore):
    indicatore, comune = valore.indicatore_progetto.indicatore, make_comune().codice_istat
    assert divisioni(indicatore) == ["sesso", "comune"]
    controlla_parti(indicatore, Decimal(46), {("sesso", "F"): Decimal(40), ("sesso", "ND"): Decimal(6)})
    controlla_parti(indicatore, Decimal(46), {("comune", comune): Decimal(46)})
    sbagliate = {
        ("sesso", "Maria Rossi"): Decimal(46),
        ("eta", "3-5"): Decimal(46),
        ("comune", comune): Decimal(1),
    }
    with pytest.raises(ValidationError) as errore:
        controlla_parti(indicatore, Decimal(46), sbagliate)
    assert errore.value.messages == [
        "“Maria Rossi” non è tra le voci previste.",
        f"“{indicatore.label}” non si divide per eta.",
        "Per comune le parti fanno 1, il totale è 46: il resto è “non noto”.",
    ]
