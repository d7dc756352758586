"""Questions about services: who is in the list, what a card is told."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from servizi.models import SedeServizio, Servizio, Tariffa
from tests.factories import make_comune, make_sede, make_servizio

pytestmark = pytest.mark.django_db
IN_ELENCO = {"attivo": True, "sospeso": True, "chiuso": False, "bozza": False}


@pytest.mark.parametrize("stato", Servizio.Stato.values)
def test_each_state_is_in_the_list_or_out_of_it(stato):
    """A new state must be decided here before it can be published by mistake."""
    servizio = make_servizio(stato=stato, motivo_stato="Frana")
    assert Servizio.objects.in_elenco().filter(pk=servizio.pk).exists() is IN_ELENCO[stato]


@pytest.mark.parametrize("freschezza", Servizio.Freschezza.values)
def test_only_a_hidden_sheet_leaves_the_list(freschezza):
    servizio = make_servizio(freschezza=freschezza)
    dentro = freschezza != "nascosta"
    assert list(Servizio.objects.in_elenco()) == [servizio] * dentro
    assert servizio.fuori_elenco() is not dentro


@pytest.mark.parametrize(("giorni", "dentro"), [(-1, False), (0, True), (1, True), (None, True)])
def test_a_sheet_leaves_the_list_the_day_after_its_last_day(giorni, dentro):
    oggi = timezone.localdate()
    fine = None if giorni is None else oggi + timedelta(days=giorni)
    servizio = make_servizio(valido_fino_al=fine, verificato_il=date(2020, 1, 1))
    assert list(Servizio.objects.in_elenco()) == [servizio] * dentro
    assert list(Servizio.objects.scaduti()) == [servizio] * (not dentro)
    assert servizio.scaduto() is not dentro


def test_the_place_of_a_card_is_the_main_door():
    servizio = make_servizio()
    for nome, principale in (("Aprica", False), ("Bormio", True), ("Chiuro", False)):
        sede = make_sede(organizzazione=servizio.gestore, comune=make_comune(nome=nome))
        SedeServizio.objects.create(servizio=servizio, sede=sede, principale=principale)
    make_servizio()
    assert set(Servizio.objects.per_elenco().values_list("luogo", flat=True)) == {"Bormio", None}


def costo(servizio, *tariffe):
    """Return the price a card is told, for fees given as (amount, unit, from, to)."""
    for importo, unita, dal, al in tariffe:
        Tariffa.objects.create(servizio=servizio, importo=importo, unita=unita, dal=dal, al=al)
    riga = Servizio.objects.per_elenco().get(pk=servizio.pk)
    return riga.costo_da, riga.costo_unita, riga.costi


IERI = timezone.localdate() - timedelta(days=1)
DOMANI = timezone.localdate() + timedelta(days=1)


@pytest.mark.parametrize(
    ("tariffe", "atteso"),
    [
        ([], (None, None, None)),
        ([(300, "mese", None, None), (180, "mese", None, None)], (Decimal(180), "mese", 2)),
        (
            [(30, "iscrizione", None, None), (5, "pasto", None, None), (180, "mese", None, None)],
            (Decimal(180), "mese", 3),
        ),
        ([(30, "iscrizione", None, None)], (Decimal(30), "iscrizione", 1)),
        (
            [(100, "mese", None, IERI), (180, "mese", None, None), (50, "mese", DOMANI, None)],
            (Decimal(180), "mese", 1),
        ),
        ([(100, "mese", None, IERI)], (None, None, None)),
    ],
)
def test_the_price_of_a_card_is_the_lowest_of_today(tariffe, atteso):
    Tariffa.objects.create(servizio=make_servizio(), importo=1, unita="mese")
    assert costo(make_servizio(), *tariffe) == atteso
