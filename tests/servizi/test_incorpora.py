"""A member's services on its own site: what citizens find, nothing else, without scripts."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tests.factories import make_aderente, make_comune, make_organizzazione, make_servizio

pytestmark = pytest.mark.django_db


def _ente_con_servizi():
    ente = make_aderente(denominazione="Il Larice")
    make_servizio(gestore=ente, titolo="Nido aperto", comune=make_comune(nome="Grosio"), gratuito=True)
    make_servizio(gestore=ente, titolo="Bozza segreta", stato="bozza")
    ieri = timezone.localdate() - timedelta(days=1)
    make_servizio(gestore=ente, titolo="Grest scaduto", verificato_il=date(2020, 1, 1), valido_fino_al=ieri)
    make_servizio(titolo="Di un altro ente")
    return ente


def test_the_frame_shows_what_citizens_find_and_runs_nothing(client):
    risposta = client.get(f"/incorpora/{_ente_con_servizi().slug}/")
    pagina = risposta.content.decode()
    titoli = ["Nido aperto", "Bozza segreta", "Grest scaduto", "Di un altro ente", "<script"]
    assert [testo in pagina for testo in titoli] == [True, False, False, False, False]
    assert "frame-ancestors *" in risposta["Content-Security-Policy"]
    assert "X-Frame-Options" not in risposta


def test_other_pages_stay_out_of_frames(client):
    servizio = make_servizio()
    risposta = client.get(servizio.get_absolute_url())
    assert "frame-ancestors 'none'" in risposta["Content-Security-Policy"]
    assert risposta["X-Frame-Options"] == "DENY"


def test_the_data_say_the_same_to_any_site(client):
    risposta = client.get(f"/incorpora/{_ente_con_servizi().slug}/servizi.json")
    assert risposta["Access-Control-Allow-Origin"] == "*"
    dati = risposta.json()
    assert (dati["ente"], len(dati["servizi"])) == ("Il Larice", 1)
    servizio = dati["servizi"][0]
    campi = ("titolo", "comune", "gratuito", "verificato_il", "prezzo_da")
    assert [servizio[campo] for campo in campi] == ["Nido aperto", "Grosio", True, "2026-01-01", None]


@pytest.mark.parametrize("coda", ["", "servizi.json"])
def test_who_is_no_member_has_nothing_to_show(client, coda):
    ente = make_organizzazione()
    make_servizio(gestore=ente)
    assert client.get(f"/incorpora/{ente.slug}/{coda}").status_code == 404


def test_queries_do_not_grow(client, nplus):
    ente = make_aderente()
    nplus(lambda: client.get(f"/incorpora/{ente.slug}/"), lambda: make_servizio(gestore=ente), 2)
