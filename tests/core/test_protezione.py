"""Pages that take a POST from citizens: no cookie, a limit that keeps no address, a trap for programs."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from core import protezione

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.urls_protezione")]


@pytest.fixture(autouse=True)
def conti_vuoti():
    cache.clear()


def invia(da="192.0.2.7", **dati):
    """Post the form as a browser that refuses a missing CSRF token; return the response."""
    return Client(enforce_csrf_checks=True, REMOTE_ADDR=da).post("/prova/", {"testo": "ciao", **dati})


def test_page_leaves_nothing_with_the_visitor():
    for risposta in (Client().get("/prova/"), invia()):
        assert risposta.status_code == 200
        assert risposta.cookies == {}
        assert "Cookie" not in risposta.get("Vary", "")
        attese = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}
        assert {nome: risposta[nome] for nome in attese} == attese


def test_limit_is_of_each_visitor():
    assert [invia().status_code for _volta in range(3)] == [200, 200, 429]
    assert invia(da="192.0.2.8").status_code == 200


def test_ipv6_counts_as_its_network():
    """Whoever has a /64 has as many addresses as wanted."""
    esiti = [invia(da=f"2001:db8::{n}").status_code for n in (1, 2, 3)]
    assert [*esiti, invia(da="2001:db8:1::1").status_code] == [200, 200, 429, 200]


def test_limit_behind_the_proxy_is_of_the_client(settings):
    """All visitors share the proxy's address; what a client writes before it is not believed."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    def esito(inoltrato):
        return Client().post("/prova/", {"testo": "x"}, headers={"X-Forwarded-For": inoltrato}).status_code

    assert [esito(f"203.0.113.{n}, 192.0.2.1") for n in (1, 2, 3)] == [200, 200, 429]
    assert esito("192.0.2.9") == 200


@pytest.mark.parametrize("da", ["", "sconosciuto", "x" * 10_000])
def test_visitor_without_an_address_is_counted_too(da):
    assert [invia(da=da).status_code for _volta in range(3)] == [200, 200, 429]


def test_address_is_not_stored():
    invia(da="192.0.2.77")
    with connection.cursor() as cursore:
        cursore.execute("SELECT cache_key, value FROM cache_condivisa")
        righe = cursore.fetchall()
    assert len(righe) == 1
    assert "192.0.2.77" not in repr(righe)


def test_digest_of_a_visitor_changes_with_the_day(rf, monkeypatch):
    richiesta = rf.post("/prova/", REMOTE_ADDR="192.0.2.7")
    oggi = protezione._impronta(richiesta)
    assert protezione._impronta(richiesta) == oggi
    domani = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda: domani)
    assert protezione._impronta(richiesta) != oggi


def test_trap_stops_programs_and_loses_nothing():
    pagina = invia(testo="parole mie", sito_web="https://spam.example").content.decode()
    assert "Non è partito: premi ancora il bottone." in pagina
    assert "fatto=False" in pagina
    assert "parole mie" in pagina
    assert "spam.example" not in pagina
    assert "fatto=True" in invia(testo="parole mie", sito_web="").content.decode()


def test_trap_is_out_of_reach_of_people():
    """Hidden from sight, keyboard and screen reader, with a label where none of that works."""
    pagina = Client().get("/prova/").content.decode()
    trappola = pagina[pagina.index("<div hidden>") : pagina.index("</label></div>")]
    assert "Lascia vuoto questo campo" in trappola
    assert 'tabindex="-1"' in trappola
    assert 'autocomplete="off"' in trappola
    assert "csrfmiddlewaretoken" not in pagina
