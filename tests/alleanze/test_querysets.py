"""What the cards of the Alleanze count."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from alleanze.models import AlleanzaLocale, Partecipazione
from tests.factories import make_alleanza, make_organizzazione, make_progetto

pytestmark = pytest.mark.django_db


def partecipa(alleanza, organizzazione=None, **campi):
    organizzazione = organizzazione or make_organizzazione()
    return Partecipazione.objects.create(alleanza=alleanza, organizzazione=organizzazione, **campi)


def test_a_partner_that_came_back_counts_once():
    alleanza, ente = make_alleanza(capofila=make_organizzazione()), make_organizzazione()
    partecipa(alleanza, ente, al=date(2018, 1, 1))
    partecipa(alleanza, ente, dal=date(2018, 6, 1))
    partecipa(alleanza)
    assert AlleanzaLocale.objects.per_elenco().get().numero_partner == 2


def test_the_capofila_shown_is_the_latest_one_in_office():
    alleanza = make_alleanza()
    domani = timezone.localdate() + timedelta(days=1)
    for nome, dal, al in (
        ("Primo", date(2017, 7, 1), date(2018, 6, 30)),
        ("Secondo", date(2018, 7, 1), timezone.localdate()),
        ("Terzo", domani, None),
    ):
        partecipa(alleanza, make_organizzazione(denominazione=nome), ruolo="capofila", dal=dal, al=al)
    assert AlleanzaLocale.objects.per_elenco().get().capofila == "Secondo"


def test_an_unknown_capofila_stays_unknown():
    partecipa(make_alleanza())
    assert AlleanzaLocale.objects.per_elenco().get().capofila is None


def test_projects_of_an_alleanza_are_the_public_ones():
    alleanza = make_alleanza()
    pubblico = make_progetto(alleanza=alleanza)
    for stato in (None, "bozza", "esclusa"):
        make_progetto(alleanza=alleanza, stato=stato)
    assert AlleanzaLocale.objects.con_progetti().get().progetti_pubblici == [pubblico]
