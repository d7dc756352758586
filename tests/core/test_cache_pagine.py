"""Public pages: one copy for everybody, never older than the last commit, never mixed between addresses."""

import gzip
from datetime import date

import brotli
import pytest
from django.contrib.redirects.models import Redirect
from django.contrib.sites.models import Site
from django.db import OperationalError, transaction

from core import frammenti, letture, pagine, versione
from core.deposito import Deposito
from core.middleware import PaginaNonPubblicaError
from core.pagine import PaginePronte, codifica_accettata
from rete import wsgi
from tests.core import urls_prova
from tests.processo import Processo

pytestmark = pytest.mark.urls("tests.core.urls_prova")
GZIP = {"accept-encoding": "gzip"}


@pytest.fixture(autouse=True)
def resi():
    """Return the list of the addresses rendered during this test."""
    urls_prova.resi.clear()
    urls_prova.durante_la_resa.clear()
    return urls_prova.resi


@pytest.fixture
def sito(transactional_db):
    return Processo()


def _aggiungi(percorso):
    Redirect.objects.create(site_id=1, old_path=percorso, new_path="/nuovo/")


def _titolo(response):
    corpo = response.content
    if response.get("Content-Encoding") == "gzip":
        corpo = gzip.decompress(corpo)
    return corpo.decode().partition("</h1>")[0].removeprefix("<h1>")


def test_a_second_visit_renders_nothing_and_answers_the_same(sito, resi):
    prima, seconda = sito.get("/elenco/", headers=GZIP), sito.get("/elenco/", headers=GZIP)
    assert resi == ["/elenco/"]
    assert (seconda.content, seconda.headers) == (prima.content, prima.headers)


def test_a_kept_page_carries_every_security_header(sito, settings):
    settings.SECURE_HSTS_SECONDS = 3600
    sito = Processo()
    sito.get("/elenco/", secure=True)
    intestazioni = sito.get("/elenco/", secure=True).headers
    assert len(urls_prova.resi) == 1
    assert intestazioni["Strict-Transport-Security"].startswith("max-age=3600")
    assert "default-src 'none'" in intestazioni["Content-Security-Policy"]
    assert intestazioni["X-Content-Type-Options"] == "nosniff"
    assert intestazioni["X-Frame-Options"] == "DENY"
    assert intestazioni["Referrer-Policy"] == "same-origin"


def test_a_public_page_sets_no_cookie_and_varies_on_the_encoding_alone(sito):
    for _volta in range(2):
        response = sito.get("/elenco/", headers=GZIP)
        assert (response["Vary"], response["Cache-Control"]) == ("Accept-Encoding", "no-cache")
        assert "Set-Cookie" not in response.headers


def test_a_change_shows_on_the_next_request(sito):
    assert _titolo(sito.get("/elenco/")) == "[]"
    _aggiungi("/a/")
    assert _titolo(sito.get("/elenco/")) == "[/a/]"
    Redirect.objects.update(old_path="/b/")
    assert _titolo(sito.get("/elenco/")) == "[/b/]"


def test_two_processes_see_each_other_s_changes(sito):
    """Each worker has its own copies and learns of a change from the database alone."""
    altro = Processo()
    for atteso in ("[/a/]", "[/a/,/b/]"):
        _aggiungi(atteso[-4:-1])
        assert [_titolo(p.get("/elenco/")) for p in (sito, altro, sito, altro)] == [atteso] * 4
    assert len(urls_prova.resi) == 4


def test_a_change_during_the_rendering_is_not_hidden_by_the_old_page(sito):
    """The version is read before the rows: a page of old rows is never kept under the new version."""
    urls_prova.durante_la_resa.append(lambda: _aggiungi("/a/"))
    assert _titolo(sito.get("/elenco/")) == "[]"
    urls_prova.durante_la_resa.clear()
    assert _titolo(sito.get("/elenco/")) == "[/a/]"


def test_a_page_rendered_inside_a_transaction_is_not_kept(sito, client):
    """What is rolled back later must not be served."""
    with transaction.atomic():
        _aggiungi("/a/")
        response = client.get("/elenco/", **{pagine.PRONTE: sito.applicazione})
        assert (_titolo(response), response.has_header("ETag")) == ("[/a/]", False)
        transaction.set_rollback(True)
    assert len(sito.applicazione.pagine) == 0
    assert _titolo(sito.get("/elenco/")) == "[]"


def test_midnight_makes_a_new_page_without_a_change(sito, resi, monkeypatch):
    monkeypatch.setattr(pagine.timezone, "localdate", lambda: date(2026, 3, 31))
    marca = sito.get("/elenco/")["ETag"]
    sito.get("/elenco/")
    monkeypatch.setattr(pagine.timezone, "localdate", lambda: date(2026, 4, 1))
    assert sito.get("/elenco/", headers={"if-none-match": marca}).status_code == 200
    assert len(resi) == 2


def test_a_page_begun_before_midnight_is_of_the_day_it_was_begun(sito, resi, monkeypatch):
    monkeypatch.setattr(pagine.timezone, "localdate", lambda: date(2026, 3, 31))
    urls_prova.durante_la_resa.append(
        lambda: monkeypatch.setattr(pagine.timezone, "localdate", lambda: date(2026, 4, 1))
    )
    sito.get("/elenco/")
    sito.get("/elenco/")
    assert len(resi) == 2


def test_a_repeat_visit_is_a_304_even_for_a_worker_that_never_made_the_page(sito, resi):
    marca = sito.get("/elenco/")["ETag"]
    altro = Processo()
    response = altro.get("/elenco/", headers={"if-none-match": f'"altra", {marca}'})
    assert (response.status_code, response.content, response["ETag"]) == (304, b"", marca)
    assert (response["Cache-Control"], response["Vary"]) == ("no-cache", "Accept-Encoding")
    assert resi == ["/elenco/"]


def test_a_304_stops_at_the_first_change(sito):
    marca = sito.get("/elenco/")["ETag"]
    _aggiungi("/a/")
    response = sito.get("/elenco/", headers={"if-none-match": marca})
    assert (response.status_code, _titolo(response)) == (200, "[/a/]")


def test_a_new_deployment_has_other_etags(sito, monkeypatch):
    marca = sito.get("/elenco/")["ETag"]
    monkeypatch.setattr(pagine, "impronta_rilascio", lambda: "altro rilascio")
    assert Processo().get("/elenco/", headers={"if-none-match": marca}).status_code == 200


@pytest.mark.parametrize("altro", ["/elenco/?q=a", "/elenco/?q=b"])
def test_an_etag_is_good_for_one_address(sito, altro):
    marca = sito.get("/elenco/")["ETag"]
    assert sito.get(altro, headers={"if-none-match": marca}).status_code == 200


def test_an_edit_that_changes_nothing_of_a_page_leaves_it_as_it_is(sito, resi, django_assert_num_queries):
    """It reads other tables, or its queries get the same answers: nothing is rendered, a repeat is a 304."""
    _aggiungi("/a/")
    prima = sito.get("/elenco/")
    for numero in range(4):
        Site.objects.update(name=str(numero)) if numero % 2 else Redirect.objects.update(
            new_path=f"/{numero}/"
        )
        with django_assert_num_queries(0):
            dopo = sito.get("/elenco/")
        assert (dopo.content, dopo["ETag"]) == (prima.content, prima["ETag"])
        assert sito.get("/elenco/", headers={"if-none-match": prima["ETag"]}).status_code == 304
    assert resi == ["/elenco/"]
    Redirect.objects.update(old_path="/b/")
    response = sito.get("/elenco/", headers={"if-none-match": prima["ETag"]})
    assert (response.status_code, _titolo(response)) == (200, "[/b/]")


def test_a_page_of_another_day_is_made_again_even_if_its_queries_answer_the_same(sito, resi, monkeypatch):
    monkeypatch.setattr(pagine.timezone, "localdate", lambda: date(2026, 3, 31))
    sito.get("/elenco/")
    monkeypatch.setattr(pagine.timezone, "localdate", lambda: date(2026, 4, 1))
    sito.get("/elenco/")
    assert len(resi) == 2


def test_a_page_knows_the_tables_of_the_blocks_it_found_ready(sito, settings):
    """The second process makes the page without any query: the block was kept by the first."""
    settings.PAGINE_PUBBLICHE_SEVERE = False
    frammenti.deposito.svuota()
    altro = Processo()
    assert [_titolo(p.get("/blocco/")) for p in (sito, altro)] == ["[]", "[]"]
    _aggiungi("/a/")
    assert [_titolo(p.get("/blocco/")) for p in (sito, altro)] == ["[/a/]", "[/a/]"]


def test_a_page_that_writes_is_made_again_after_each_edit(sito, resi):
    """Asking again would write again."""
    for _volta in range(2):
        sito.get("/conteggio/")
    assert len(resi) == 2


def _cade(name=None):
    raise OperationalError("server closed the connection")


def test_a_page_whose_queries_fail_is_made_again(sito, resi, monkeypatch):
    _aggiungi("/a/")
    sito.get("/elenco/")
    Redirect.objects.update(new_path="/y/")
    with monkeypatch.context() as guasto:
        guasto.setattr(letture.connection, "create_cursor", _cade)
        assert sito.get("/elenco/").status_code == 500
    assert _titolo(sito.get("/elenco/")) == "[/a/]"


def test_a_slow_query_is_not_asked_again(sito, resi, monkeypatch):
    """Asking it again would cost as much as making the page: a change of its table is enough."""
    monkeypatch.setattr(letture, "LENTA", 0)
    _aggiungi("/a/")
    sito.get("/elenco/")
    Site.objects.update(name="Altro")
    sito.get("/elenco/")
    assert len(resi) == 1
    Redirect.objects.update(new_path="/y/")
    sito.get("/elenco/")
    assert len(resi) == 2


def test_each_query_is_its_own_page_whatever_the_order_of_its_parameters(sito, resi):
    for query in ("?a=1&b=2", "?b=2&a=1", "?a=1&a=2", "?a=2&a=1"):
        sito.get(f"/elenco/{query}")
    assert resi == ["/elenco/?a=1&b=2", "/elenco/?a=1&a=2", "/elenco/?a=2&a=1"]


def test_hosts_do_not_share_pages_and_a_foreign_one_is_refused(sito, resi, settings):
    settings.ALLOWED_HOSTS = ["uno.example", "due.example"]
    marca = sito.get("/elenco/", headers={"host": "uno.example"})["ETag"]
    sito.get("/elenco/", headers={"host": "due.example"})
    assert len(resi) == 2
    for intestazioni in ({}, {"if-none-match": marca}):
        assert sito.get("/elenco/", headers=intestazioni | {"host": "tre.example"}).status_code == 400


def test_each_encoding_gets_the_body_it_can_read(sito):
    semplice = sito.get("/elenco/")
    for _volta in range(2):
        assert gzip.decompress(sito.get("/elenco/", headers=GZIP).content) == semplice.content
        con_brotli = sito.get("/elenco/", headers={"accept-encoding": "gzip, deflate, br"})
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
    assert codifica_accettata({"HTTP_ACCEPT_ENCODING": accept_encoding}) == attesa


def test_a_head_has_the_length_and_no_body(sito):
    atteso = sito.get("/elenco/")["Content-Length"]
    response = sito.get("/elenco/", metodo="HEAD")
    assert (response.content, response["Content-Length"]) == (b"", atteso)


def test_a_logged_in_visitor_gets_the_same_bytes(sito, admin_client):
    dentro = {"cookie": admin_client.cookies.output(header="", attrs=[]).strip()}
    risposte = [sito.get("/elenco/?da=fuori"), sito.get("/elenco/?da=dentro", headers=dentro)]
    assert len({r.content for r in risposte}) == 1
    assert ["Set-Cookie" in r.headers for r in risposte] == [False, False]


def test_a_broken_session_cookie_draws_no_answer(sito):
    """Django would delete a malformed session cookie, and so vary a public page on it."""
    response = sito.get("/elenco/", headers={"cookie": "sessionid=x"})
    assert (response["Vary"], "Set-Cookie" in response.headers) == ("Accept-Encoding", False)


@pytest.mark.parametrize("pagina", ["/sessione/", "/utente/", "/modulo/", "/biscotto/"])
def test_a_public_page_that_touches_its_visitor_is_a_bug(client, db, pagina):
    with pytest.raises(PaginaNonPubblicaError, match=pagina):
        client.get(pagina)


@pytest.mark.parametrize("pagina", ["/sessione/", "/utente/", "/modulo/", "/biscotto/"])
def test_in_production_such_a_page_is_answered_and_not_kept(sito, pagina, settings, caplog):
    settings.PAGINE_PUBBLICHE_SEVERE = False
    risposte = [sito.get(pagina) for _volta in range(2)]
    assert [(r.status_code, r.has_header("ETag")) for r in risposte] == [(200, False)] * 2
    assert [pagina in r.getMessage() for r in caplog.records if r.name == "core.middleware"] == [True] * 2


def test_a_missing_page_is_compressed_and_not_kept(sito):
    for _volta in range(2):
        response = sito.get("/assente/", headers=GZIP)
        assert (response.status_code, response["Content-Encoding"]) == (404, "gzip")
        assert not response.has_header("ETag")


def test_a_private_page_is_neither_kept_nor_marked(admin_client):
    response = admin_client.get("/riservata/", headers=GZIP)
    assert (response.status_code, response["Content-Encoding"]) == (200, "gzip")
    assert not response.has_header("ETag")
    assert "Cookie" in response["Vary"]


def test_while_developing_nothing_is_kept(sito, resi, settings):
    settings.DEBUG = True
    sito.get("/elenco/")
    sito.get("/elenco/")
    assert len(resi) == 2


def test_a_warm_page_costs_one_query(sito, monkeypatch, django_assert_num_queries):
    """The version is read below Django's own counting, so it is counted apart."""
    sito.get("/elenco/")
    letture = []
    leggi = versione.leggi
    monkeypatch.setattr(versione, "leggi", lambda: letture.append(1) or leggi())
    with django_assert_num_queries(0):
        sito.get("/elenco/")
    assert letture == [1]


def test_a_request_that_is_not_of_a_public_page_reads_no_version(admin_client, monkeypatch):
    """The admin and forms pay nothing for the cache."""
    monkeypatch.setattr(versione, "leggi", lambda: pytest.fail("the version was read"))
    assert admin_client.get("/riservata/").status_code == 200
    assert admin_client.post("/elenco/").status_code == 200


def test_what_is_kept_is_the_final_response(settings):
    assert settings.MIDDLEWARE[0] == "core.middleware.PaginePubblicheMiddleware"
    assert isinstance(wsgi.application, PaginePronte)


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


def test_searches_do_not_push_out_the_main_pages(sito, resi, monkeypatch):
    monkeypatch.setattr(pagine, "VOCI_RICERCHE", 2)
    sito = Processo()
    for indirizzo in ("/elenco/", "/elenco/?q=1", "/elenco/?q=2", "/elenco/?q=3", "/elenco/", "/elenco/?q=1"):
        sito.get(indirizzo)
    assert resi == ["/elenco/", "/elenco/?q=1", "/elenco/?q=2", "/elenco/?q=3", "/elenco/?q=1"]
