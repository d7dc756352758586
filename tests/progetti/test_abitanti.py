"""Residents: the nearest date that is known for everybody, in the ambiti of that day."""

from datetime import date
from decimal import Decimal

import pytest

from progetti.panoramica.abitanti import Abitanti, Residenti, a_testa_in_cifre, carica_abitanti
from territorio.models import PopolazioneEta
from tests.factories import make_ambito, make_comune

D18, D20, D23 = (date(anno, 1, 1) for anno in (2018, 2020, 2023))
SEMPRE = date(2016, 1, 1)
TRE_DATE = {D18: 1, D20: 2, D23: 3}


@pytest.mark.parametrize(
    ("anno", "data"), [(2010, D18), (2017, D18), (2019, D18), (2020, D20), (2022, D23), (2025, D23)]
)
def test_the_nearest_known_date(anno, data):
    assert Abitanti([(1, 1, SEMPRE, None)], {1: TRE_DATE}).data_per(anno) == data


def test_a_date_counts_only_when_it_is_known_of_every_comune_there_on_that_day():
    appartenenze = [(1, 1, SEMPRE, None), (2, 2, SEMPRE, date(2018, 12, 31))]
    abitanti = Abitanti(appartenenze, {1: TRE_DATE, 2: {D18: 10}})
    assert abitanti.al(D18) == Residenti(D18, 11, 2)
    assert (abitanti.al(D20), abitanti.al(D20, 2)) == (Residenti(D20, 2, 1), None)
    assert (abitanti.ambiti(D18), abitanti.ambiti(D20)) == ([1, 2], [1])
    senza = Abitanti(appartenenze, {1: TRE_DATE})
    assert senza.al(D18) is None
    assert senza.data_per(2017) == D20
    assert Abitanti([], {}).data_per(2017) is None


@pytest.mark.parametrize(
    ("importo", "numero", "atteso"),
    [("0.01", 2, "0.01"), ("0.01", 3, "0.00"), ("87000.00", 336339, "0.26"), (None, 5, None), ("1", 0, None)],
)
def test_euro_per_inhabitant_are_rounded_half_up(importo, numero, atteso):
    diviso = a_testa_in_cifre(importo and Decimal(importo), Residenti(D18, numero, 1))
    assert diviso == (atteso and Decimal(atteso))


@pytest.mark.django_db
def test_the_three_series_are_read_each_for_its_date():
    ambito = make_ambito()
    comune = make_comune(ambito, popolazione=100, popolazione_data=D18, popolazione_2020=90)
    for eta in (3, 40):
        PopolazioneEta.objects.create(comune=comune, data=D23, eta=eta, femmine=20, maschi=15)
    abitanti = carica_abitanti()
    assert [abitanti.al(giorno, ambito.pk).numero for giorno in (D18, D20, D23)] == [100, 90, 70]
