"""Public pages: one copy for everybody, never older than the last commit, never mixed between addresses."""

import gzip
from datetime import date

import brotli
import pytest
from django.contrib.redirects.models import Redirect
from django.db import transaction
from django.test import Client

from core import middleware, versione
from core.deposito import Deposito
from core.middleware import PaginaNonPubblicaError, codifica_accettata
from tests.core import urls_prova

pytestmark = pytest.mark.urls("tests.core.urls_prova")
GZIP = {"accept-encoding": "gzip"}


@pytest.fixture(autouse=True)
def resi():
    """Return the list of the addresses rendered during this test."""
    urls_prova.resi.clear()
    urls_prova.durante_la_resa.clear()
    return urls_prova.resi


@pytest.fixture
def client(transactional_db):
    return Client()


def _aggiungi(percorso):
    Redirect.objects.create(site_id=1, old_path=percorso, new_path="/nuovo/")


def _titolo(response):
    corpo = response.content
    if response.get("Content-Encoding") == "gzip":
        corpo = gzip.decompress(corpo)
    return corpo.decode().partition("</h1>")[0].removeprefix("<h1>")


def test_a_second_visit_renders_nothing_and_answers_the_same(client, resi):
    prima, seconda = client.get("/elenco/", headers=GZIP), client.get("/elenco/", headers=GZIP)
    assert resi == ["/elenco/"]
    assert (seconda.content, seconda.headers) == (prima.content, prima.headers)


def test_a_kept_page_carries_every_security_header(client, settings):
    settings.SECURE_HSTS_SECONDS = 3600
    settings.SECURE_SSL_REDIRECT = False
    client = Client()
    client.get("/elenco/", secure=True)
    intestazioni = client.get("/elenco/", secure=True).headers
    assert len(urls_prova.resi) == 1
    assert intestazioni["Strict-Transport-Security"].startswith("max-age=3600")
    assert "default-src 'none'" in intestazioni["Content-Security-Policy"]
    assert intestazioni["X-Content-Type-Options"] == "nosniff"
    assert intestazioni["X-Frame-Options"] == "DENY"
    assert intestazioni["Referrer-Policy"] == "same-origin"


def test_a_public_page_sets_no_cookie_and_varies_on_the_encoding_alone(client):
    for _volta in range(2):
        response = client.get("/elenco/", headers=GZIP)
        assert (response["Vary"], response["Cache-Control"]) == ("Accept-Encoding", "no-cache")
        assert not response.cookies


def test_a_change_shows_on_the_next_request(client):
    assert _titolo(client.get("/elenco/")) == "[]"
    _aggiungi("/a/")
    assert _titolo(client.get("/elenco/")) == "[/a/]"
    Redirect.objects.update(old_path="/b/")
    assert _titolo(client.get("/elenco/")) == "[/b/]"


def test_two_processes_see_each_other_s_changes(client):
    """Each worker has its own copies: a second client, with its own handler, stands for a second process."""
    altro = Client()
    for atteso in ("[/a/]", "[/a/,/b/]"):
        _aggiungi(atteso[-4:-1])
        assert [_titolo(c.get("/elenco/")) for c in (client, altro, client, altro)] == [atteso] * 4
    assert len(urls_prova.resi) == 4


def test_a_change_during_the_rendering_is_not_hidden_by_the_old_page(client):
    """The version is read before the rows: a page of old rows is never kept under the new version."""
    urls_prova.durante_la_resa.append(lambda: _aggiungi("/a/"))
    assert _titolo(client.get("/elenco/")) == "[]"
    urls_prova.durante_la_resa.clear()
    assert _titolo(client.get("/elenco/")) == "[/a/]"


def test_a_page_rendered_inside_a_transaction_is_not_kept(client, resi):
    """What is rolled back later must not be served."""
    with transaction.atomic():
        _aggiungi("/a/")
        assert _titolo(client.get("/elenco/")) == "[/a/]"
        transaction.set_rollback(True)
    assert _titolo(client.get("/elenco/")) == "[]"


def test_midnight_makes_a_new_page_without_a_change(client, resi, monkeypatch):
    monkeypatch.setattr(middleware.timezone, "localdate", lambda: date(2026, 3, 31))
    marca = client.get("/elenco/")["ETag"]
    client.get("/elenco/")
    monkeypatch.setattr(middleware.timezone, "localdate", lambda: date(2026, 4, 1))
    assert client.get("/elenco/", headers={"if-none-match": marca}).status_code == 200
    assert len(resi) == 2


def test_a_repeat_visit_is_a_304_even_for_a_worker_that_never_made_the_page(client, resi):
    marca = client.get("/elenco/")["ETag"]
    altro = Client()
    response = altro.get("/elenco/", headers={"if-none-match": f'"altra", {marca}'})
    assert (response.status_code, response.content, response["ETag"]) == (304, b"", marca)
    assert (response["Cache-Control"], response["Vary"]) == ("no-cache", "Accept-Encoding")
    assert resi == ["/elenco/"]


def test_a_304_stops_at_the_first_change(client):
    marca = client.get("/elenco/")["ETag"]
    _aggiungi("/a/")
    response = client.get("/elenco/", headers={"if-none-match": marca})
    assert (response.status_code, _titolo(response)) == (200, "[/a/]")


def test_a_new_deployment_has_other_etags(client, monkeypatch):
    marca = client.get("/elenco/")["ETag"]
    monkeypatch.setattr(middleware, "impronta_rilascio", lambda: "altro rilascio")
    assert client.get("/elenco/", headers={"if-none-match": marca}).status_code == 200


@pytest.mark.parametrize("altro", ["/elenco/?q=a", "/elenco/?q=b"])
def test_an_etag_is_good_for_one_address(client, altro):
    marca = client.get("/elenco/")["ETag"]
    assert client.get(altro, headers={"if-none-match": marca}).status_code == 200


def test_each_query_is_its_own_page_whatever_the_order_of_its_parameters(client, resi):
    for query in ("?a=1&b=2", "?b=2&a=1", "?a=1&a=2", "?a=2&a=1"):
        client.get(f"/elenco/{query}")
    assert resi == ["/elenco/?a=1&b=2", "/elenco/?a=1&a=2", "/elenco/?a=2&a=1"]


def test_hosts_do_not_share_pages_and_a_foreign_one_is_refused(client, resi, settings):
    settings.ALLOWED_HOSTS = ["uno.example", "due.example"]
    marca = client.get("/elenco/", headers={"host": "uno.example"})["ETag"]
    client.get("/elenco/", headers={"host": "due.example"})
    assert len(resi) == 2
    for intestazioni in ({}, {"if-none-match": marca}):
        assert client.get("/elenco/", headers=intestazioni | {"host": "tre.example"}).status_code == 400


def test_each_encoding_gets_the_body_it_can_read(client):
    semplice = client.get("/elenco/")
    for _volta in range(2):
        assert gzip.decompress(client.get("/elenco/", headers=GZIP).content) == semplice.content
        con_brotli = client.get("/elenco/", headers={"accept-encoding": "gzip, deflate, br"})
        assert (con_brotli["Content-Encoding"], brotli.decompress(con_brotli.content)) == (
            "br",
            semplice.content,
        )
    assert not semplice.has_header("Content-Encoding")


@pytest.mark.parametrize(
    ("accept_encoding", "attesa"),
    [
        ("", ""),
        ("identity", ""),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("gzip, BR", "br"),
        ("gzip;q=0.0", ""),
    ],
)
def test_the_encoding_is_one_that_the_visitor_accepts(accept_encoding, attesa):
    assert codifica_accettata(accept_encoding) == attesa


def test_a_head_has_the_length_and_no_body(client):
    atteso = client.get("/elenco/")["Content-Length"]
    response = client.head("/elenco/")
    assert (response.content, response["Content-Length"]) == (b"", atteso)


def test_a_logged_in_visitor_gets_the_same_bytes(client, resi, django_user_model):
    anonimo = client.get("/elenco/")
    dentro = Client()
    dentro.handler = client.handler
    dentro.force_login(django_user_model.objects.create(email="a@example.org"))
    response = dentro.get("/elenco/")
    assert (response.content, response["ETag"]) == (anonimo.content, anonimo["ETag"])
    assert not response.cookies
    assert len(resi) == 1


def test_a_broken_session_cookie_draws_no_answer(client):
    """Django would delete a malformed session cookie, and so vary a public page on it."""
    client.cookies["sessionid"] = "x"
    response = client.get("/elenco/")
    assert (response["Vary"], len(response.cookies)) == ("Accept-Encoding", 0)


@pytest.mark.parametrize("pagina", ["/sessione/", "/utente/", "/modulo/", "/biscotto/"])
def test_a_public_page_that_touches_its_visitor_is_a_bug(client, pagina):
    with pytest.raises(PaginaNonPubblicaError, match=pagina):
        client.get(pagina)


@pytest.mark.parametrize("pagina", ["/sessione/", "/utente/", "/modulo/", "/biscotto/"])
def test_in_production_such_a_page_is_answered_and_not_kept(client, pagina, settings, caplog):
    settings.PAGINE_PUBBLICHE_SEVERE = False
    risposte = [client.get(pagina) for _volta in range(2)]
    assert [(r.status_code, r.has_header("ETag")) for r in risposte] == [(200, False)] * 2
    assert [pagina in r.getMessage() for r in caplog.records if r.name == "core.middleware"] == [True] * 2


def test_a_missing_page_is_compressed_and_not_kept(client):
    for _volta in range(2):
        response = client.get("/assente/", headers=GZIP)
        assert (response.status_code, response["Content-Encoding"]) == (404, "gzip")
        assert not response.has_header("ETag")


def test_a_private_page_is_neither_kept_nor_marked(client, django_user_model):
    client.force_login(django_user_model.objects.create(email="a@example.org"))
    response = client.get("/riservata/", headers=GZIP)
    assert (response.status_code, response["Content-Encoding"]) == (200, "gzip")
    assert not response.has_header("ETag")
    assert "Cookie" in response["Vary"]


def test_while_developing_nothing_is_kept(client, resi, settings):
    settings.DEBUG = True
    client = Client()
    client.get("/elenco/")
    client.get("/elenco/")
    assert len(resi) == 2


def test_a_warm_page_costs_one_query(client, monkeypatch, django_assert_num_queries):
    """The version is read below Django's own counting, so it is counted apart."""
    client.get("/elenco/")
    letture = []
    leggi = versione.leggi
    monkeypatch.setattr(versione, "leggi", lambda: letture.append(1) or leggi())
    with django_assert_num_queries(0):
        client.get("/elenco/")
    assert letture == [1]


def test_a_request_that_is_not_of_a_public_page_reads_no_version(admin_client, monkeypatch):
    """The admin and forms pay nothing for the cache."""
    monkeypatch.setattr(versione, "leggi", lambda: pytest.fail("the version was read"))
    assert admin_client.get("/riservata/").status_code == 200
    assert admin_client.post("/elenco/").status_code == 200


def test_the_cache_is_the_outermost_middleware(settings):
    assert settings.MIDDLEWARE[0] == "core.middleware.PaginePubblicheMiddleware"


def test_the_store_throws_out_the_least_recently_used():
    deposito = Deposito(massimo_byte=1000, massimo_voci=3)
    for chiave in "abc":
        deposito.metti(chiave, chiave.upper(), 10)
    deposito.prendi("a")
    deposito.metti("d", "D", 10)
    assert [deposito.prendi(c) for c in "abcd"] == ["A", None, "C", "D"]
    assert deposito.byte == 30


def test_the_store_never_weighs_more_than_its_bound():
    deposito = Deposito(massimo_byte=100, massimo_voci=1000)
    for numero in range(50):
        deposito.metti(numero, "x", 9)
        deposito.metti(numero, "y", 10)
    deposito.metti("enorme", "z", 11)
    assert (len(deposito), deposito.byte, deposito.prendi("enorme")) == (10, 100, None)


def test_searches_do_not_push_out_the_main_pages(client, resi, monkeypatch):
    monkeypatch.setattr(middleware, "VOCI_RICERCHE", 2)
    client = Client()
    for indirizzo in ("/elenco/", "/elenco/?q=1", "/elenco/?q=2", "/elenco/?q=3", "/elenco/", "/elenco/?q=1"):
        client.get(indirizzo)
    assert resi == ["/elenco/", "/elenco/?q=1", "/elenco/?q=2", "/elenco/?q=3", "/elenco/?q=1"]
