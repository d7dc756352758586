"""Constraints of the territory."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from territorio.models import Adiacenza, Ambito, AppartenenzaAmbito, Comune, PopolazioneEta
from tests.factories import make_ambito, make_comune
from tests.vincoli import verifica

pytestmark = pytest.mark.django_db


def _ambito(**campi):
    valori = {
        "nome_ufficiale": "A",
        "nome": "A",
        "comune_di_riferimento": "A",
        "territorio": "A",
        "slug": "a",
    }
    return Ambito(**valori, codice_istat_riferimento="014061", provincia="SO", lat=46, lon=9, **campi)


def _comune(**campi):
    return Comune(**{"codice_istat": "014999", "nome": "Nuovo", "provincia": "SO", "slug": "nuovo"} | campi)


def _appartenenza(comune, **campi):
    return AppartenenzaAmbito(comune=comune, ambito=make_ambito(), **campi)


def _due_comuni():
    return sorted([make_comune(), make_comune()], key=lambda comune: comune.pk)


def _coppia_ripetuta():
    a, b = _due_comuni()
    Adiacenza.objects.create(a=a, b=b, confine_m=100)
    return Adiacenza(a=a, b=b, confine_m=200)


def _coppia_rovesciata():
    a, b = _due_comuni()
    return Adiacenza(a=b, b=a, confine_m=100)


def _eta(comune=None, eta=3):
    return PopolazioneEta(comune=comune or make_comune(), data=date(2023, 1, 1), eta=eta, femmine=1, maschi=1)


def _eta_ripetuta():
    comune = make_comune()
    _eta(comune).save()
    return _eta(comune)


PROVE = {
    "territorio_ambito_dal_al": lambda: _ambito(
        appartenenza_dal=date(2016, 1, 1), appartenenza_al=date(2015, 12, 31)
    ),
    "territorio_comune_codice_istat": lambda: _comune(codice_istat="14999"),
    "territorio_comune_cap": lambda: _comune(cap="2310"),
    "territorio_comune_soppresso_confluito": lambda: _comune(cessato_il=date(2018, 1, 1)),
    "territorio_appartenenzaambito_dal_al": lambda: _appartenenza(
        make_comune(dal=date(2020, 1, 1)), dal=date(2018, 1, 2), al=date(2018, 1, 1)
    ),
    "territorio_appartenenza_un_ambito": lambda: _appartenenza(
        make_comune(dal=date(2016, 1, 1), al=date(2018, 12, 31)), dal=date(2018, 12, 31)
    ),
    "territorio_adiacenza_coppia": _coppia_ripetuta,
    "territorio_adiacenza_ordine": _coppia_rovesciata,
    "territorio_popolazione_unica": _eta_ripetuta,
    "territorio_popolazione_eta": lambda: _eta(eta=101),
}


@pytest.mark.parametrize("nome", PROVE)
def test_constraint(nome):
    verifica(nome, PROVE[nome]())


def test_a_comune_changes_ambito_from_one_day_to_the_next():
    comune = make_comune(al=date(2018, 12, 31))
    _appartenenza(comune, dal=date(2019, 1, 1)).save()
    assert comune.appartenenze.count() == 2


def test_an_open_membership_cannot_be_reopened_over_a_later_one():
    comune = make_comune(al=date(2018, 12, 31))
    _appartenenza(comune, dal=date(2019, 1, 1)).save()
    prima = comune.appartenenze.earliest("dal")
    prima.al = None
    with pytest.raises(IntegrityError), transaction.atomic():
        prima.save()
