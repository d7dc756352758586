"""Two records of one body become one: nothing that pointed at the second is lost, nor counted twice."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from aderenti.models import EventoAdesione, Organizzazione, Referente
from aderenti.unione import relazioni, unisci
from alleanze.models import Partecipazione
from tests.factories import (
    make_accesso,
    make_aderente,
    make_alleanza,
    make_organizzazione,
    make_servizio,
    make_utente,
)

pytestmark = pytest.mark.django_db

CODICE = "00774730154"


def test_every_relation_of_a_body_is_moved():
    """A room added later is moved too, unless it is the chain of the adhesion itself."""
    fuori = {
        r.get_accessor_name()
        for r in Organizzazione._meta.related_objects
        if r not in relazioni() and "istorical" not in r.related_model.__name__
    }
    assert fuori == {"eventi_adesione", "fusioni_ricevute"}


def test_what_pointed_at_the_second_points_at_the_first():
    tieni = make_aderente(denominazione="Larice", telefono="")
    togli = make_organizzazione(denominazione="Coop. Larice", telefono="0342 1", codice_fiscale=CODICE)
    servizio = make_servizio(gestore=togli)
    referente = Referente.objects.create(organizzazione=togli, ruolo="ufficio", email="u@example.org")
    accesso = make_accesso(organizzazione=togli)
    alleanza = make_alleanza(capofila=togli)
    assert unisci(tieni=tieni, togli=togli, utente=make_utente()) == []
    for riga in (referente, accesso):
        riga.refresh_from_db()
        assert riga.organizzazione == tieni
    servizio.refresh_from_db()
    assert servizio.gestore == tieni
    assert Partecipazione.objects.get(alleanza=alleanza).organizzazione == tieni
    tieni.refresh_from_db()
    togli.refresh_from_db()
    assert (tieni.telefono, tieni.codice_fiscale, togli.codice_fiscale) == ("0342 1", CODICE, "")
    assert (tieni.denominazione, togli.denominazione) == ("Larice", "Coop. Larice")


def test_the_old_address_leads_to_the_new_one(client):
    tieni, togli = make_aderente(), make_aderente()
    vecchio = togli.get_absolute_url()
    assert client.get(vecchio).status_code == 200
    unisci(tieni=tieni, togli=togli, utente=make_utente())
    risposta = client.get(vecchio)
    assert (risposta.status_code, risposta.url) == (301, tieni.get_absolute_url())


def test_the_count_of_a_past_day_counts_it_once():
    tieni = make_aderente(aderente_dal=date(2018, 1, 1))
    togli = make_aderente(aderente_dal=date(2017, 1, 1))
    giorni = [date(2016, 6, 1), date(2017, 6, 1), date(2018, 6, 1), None]
    assert [Organizzazione.objects.attivi(giorno).count() for giorno in giorni] == [0, 1, 2, 2]
    unisci(tieni=tieni, togli=togli, utente=make_utente())
    assert [Organizzazione.objects.attivi(giorno).count() for giorno in giorni] == [0, 1, 1, 1]
    assert Organizzazione.objects.attivi().get() == tieni


def test_a_row_that_cannot_be_there_twice_stays_and_is_said():
    tieni, togli = make_aderente(), make_aderente()
    accesso = make_accesso(organizzazione=tieni)
    make_accesso(organizzazione=togli, utente=accesso.utente)
    rimaste = unisci(tieni=tieni, togli=togli, utente=make_utente())
    assert rimaste == [f"accesso all'area riservata: {accesso.utente} · {tieni}"]
    assert [accesso.tolto_il is not None for accesso in togli.accessi.all()] == [True]


def test_one_record_is_not_merged_twice():
    tieni, togli = make_aderente(), make_aderente()
    unisci(tieni=tieni, togli=togli, utente=make_utente())
    with pytest.raises(ValidationError):
        unisci(tieni=tieni, togli=togli, utente=make_utente())
    with pytest.raises(ValidationError):
        unisci(tieni=togli, togli=make_aderente(), utente=make_utente())
    with pytest.raises(ValidationError):
        unisci(tieni=tieni, togli=tieni, utente=make_utente())
    assert EventoAdesione.objects.filter(tipo="fusa_in").count() == 1


def test_the_staff_choose_which_stays(admin_client):
    tieni, togli = make_aderente(denominazione="Resta"), make_aderente(denominazione="Va")
    dati = {"action": "unisci", "_selected_action": [tieni.pk, togli.pk]}
    pagina = admin_client.post("/admin/aderenti/organizzazione/", dati).content.decode()
    assert [f"(id {pk})" in pagina for pk in (tieni.pk, togli.pk)] == [True, True]
    admin_client.post("/admin/aderenti/organizzazione/", dati | {"conferma": "si", "tieni": tieni.pk})
    assert togli.eventi_adesione.get(tipo="fusa_in").fusa_in == tieni
