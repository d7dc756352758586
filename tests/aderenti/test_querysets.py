"""The register at any date."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from aderenti.models import EventoAdesione, Organizzazione
from alleanze.models import Partecipazione
from tests.factories import make_aderente, make_alleanza, make_ambito, make_comune, make_organizzazione

pytestmark = pytest.mark.django_db


def evento(organizzazione, tipo, data):
    return EventoAdesione.objects.create(organizzazione=organizzazione, tipo=tipo, data=data)


def test_the_state_on_a_day_is_the_last_event_up_to_that_day():
    ente = make_organizzazione(aderente_dal=date(2017, 1, 24))
    evento(ente, "sospesa", date(2018, 5, 1))
    evento(ente, "ripresa", date(2018, 9, 1))
    evento(ente, "recesso", date(2020, 1, 1))
    giorni = {
        date(2017, 1, 23): False,
        date(2017, 1, 24): True,
        date(2018, 4, 30): True,
        date(2018, 5, 1): False,
        date(2018, 9, 1): True,
        date(2019, 12, 31): True,
        date(2020, 1, 1): False,
    }
    assert {giorno: Organizzazione.objects.attivi(giorno).exists() for giorno in giorni} == giorni


def test_of_two_events_on_a_day_the_later_written_counts():
    ente = make_organizzazione()
    evento(ente, "richiesta", date(2018, 1, 1))
    evento(ente, "accolta", date(2018, 1, 1))
    assert list(Organizzazione.objects.attivi(date(2018, 1, 1))) == [ente]


@pytest.mark.parametrize("tipo", ["richiesta", "in_valutazione", "respinta", "sospesa", "recesso", "cessata"])
def test_only_an_accepted_adhesion_makes_a_member(tipo):
    evento(make_organizzazione(), tipo, date(2018, 1, 1))
    assert list(Organizzazione.objects.pubblicati()) == []


def test_an_adhesion_in_the_future_is_not_public_yet():
    domani = timezone.localdate() + timedelta(days=1)
    ente = make_organizzazione(aderente_dal=domani)
    assert list(Organizzazione.objects.pubblicati()) == []
    assert list(Organizzazione.objects.attivi(domani)) == [ente]


def test_bodies_to_confirm_are_those_without_events():
    da_confermare = make_organizzazione()
    make_aderente()
    evento(make_organizzazione(), "recesso", date(2018, 1, 1))
    assert list(Organizzazione.objects.da_confermare()) == [da_confermare]


def test_a_body_is_in_an_ambito_where_it_works_or_has_its_seat_that_day():
    ambito = make_ambito()
    con_sede = make_organizzazione(comune=make_comune(ambito, al=date(2018, 12, 31)))
    ci_lavora = make_organizzazione()
    ci_lavora.ambiti.add(ambito)
    make_organizzazione(comune=make_comune())
    enti = Organizzazione.objects.order_by("pk")
    assert list(enti.nell_ambito(ambito, date(2018, 12, 31))) == [con_sede, ci_lavora]
    assert list(enti.nell_ambito(ambito, date(2019, 1, 1))) == [ci_lavora]


def test_a_presence_links_to_the_sheet_of_members_only():
    alleanza = make_alleanza()
    for ente in (make_aderente(denominazione="A"), make_organizzazione(denominazione="B")):
        Partecipazione.objects.create(alleanza=alleanza, organizzazione=ente)
    presenze = alleanza.partecipazioni.con_organizzazione()
    assert [(p.organizzazione.denominazione, p.pubblica) for p in presenze] == [("A", True), ("B", False)]
