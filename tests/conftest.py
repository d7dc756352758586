"""Fixtures of the whole suite: counted queries, a real browser, the portal served as in production.

Browser tests carry ``@pytest.mark.browser`` and run in a process of their own (`make test-browser`). They use
``page``, and ``sito`` (a gunicorn with reference and demo data, the way `make run` serves them) or
pytest-django's ``live_server``. Tests of ``sito`` without a browser carry ``@pytest.mark.sito``.
"""

import gc
import os
import shutil
import socket
import subprocess
import sys
from contextlib import suppress
from types import SimpleNamespace
from urllib.request import urlopen

import hypothesis
import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase
from django.test.utils import CaptureQueriesContext

# Playwright's loop runs in this thread: Django would take every later query for an asynchronous one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# Tests make many rows and throw them away: collecting less often costs memory and saves a tenth of the time.
gc.set_threshold(100_000, 50, 100)
# No test measures time: a slow machine is no failure.
hypothesis.settings.register_profile("senza orologio", deadline=None)
hypothesis.settings.load_profile("senza orologio")

ARGOMENTI_CHROMIUM = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--disable-gpu",
    "--no-first-run",
]
CHIEDONO_IL_DATABASE = {"db", "transactional_db", "django_db_setup"}


def pytest_collection_modifyitems(config, items):
    """On PostgreSQL leave out the tests that ask no database: they would repeat what they say on SQLite."""
    if connection.vendor == "postgresql":
        config.hook.pytest_deselected(items=[voce for voce in items if not _chiede_il_database(voce)])
        items[:] = filter(_chiede_il_database, items)


def _chiede_il_database(voce):
    marcata = any(voce.get_closest_marker(nome) for nome in ("django_db", "postgresql"))
    di_django = isinstance(voce.cls, type) and issubclass(voce.cls, TransactionTestCase)
    return marcata or di_django or not CHIEDONO_IL_DATABASE.isdisjoint(voce.fixturenames)


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_setup, django_db_blocker):
    """Make the database; after a test that commits it is as new again (see tests/fondo.py)."""
    from tests import fondo

    with pytest.MonkeyPatch.context() as monkeypatch:
        with django_db_blocker.unblock():
            if request.config.option.nomigrations:
                fondo.semina()
            fondo.tieni(monkeypatch)
        yield


@pytest.fixture
def nplus(db):
    """Return ``nplus(richiesta, aggiungi, attese)``: the queries of a page do not grow with its rows.

    ``aggiungi()`` makes one more row; ``richiesta()`` asks for the page and returns the response. The page is
    asked once to warm up, then with 1 and with 3 rows, the index of the search up to date: both times it must
    make ``attese`` queries.
    """

    from ricerca import indice

    def misura(richiesta, aggiungi, attese):
        aggiungi()
        assert richiesta().status_code == 200
        con_una = _interrogazioni(richiesta)
        aggiungi()
        aggiungi()
        indice.aggiorna()
        con_tre = _interrogazioni(richiesta)
        assert (len(con_una), len(con_tre)) == (attese, attese), "\n".join(con_tre)

    return misura


def _interrogazioni(richiesta):
    with CaptureQueriesContext(connection) as catturate:
        assert richiesta().status_code == 200
    return [voce["sql"] for voce in catturate]


@pytest.fixture(scope="session")
def browser():
    """Return Chromium: the variable CHROMIUM (see scripts/con_chromium.py) or the one in PATH."""
    from playwright.sync_api import sync_playwright

    eseguibile = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert eseguibile, "Chromium non trovato: apt install chromium, oppure CHROMIUM=/path/to/chromium"
    argomenti = [*ARGOMENTI_CHROMIUM, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=eseguibile, args=argomenti)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser):
    """Return a page of a new visitor; ``page.errori`` lists console errors and script failures."""
    context = browser.new_context(locale="it-IT", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.errori = []
    page.on("console", lambda voce: page.errori.append(voce.text) if voce.type == "error" else None)
    page.on("pageerror", lambda errore: page.errori.append(str(errore)))
    yield page
    context.close()


@pytest.fixture(scope="session")
def sito(tmp_path_factory):
    """Return the portal as `make run` serves it; each response says its worker (X-Processo).

    ``url`` has no final slash; ``manage(*args)`` runs a command on its database, ``prepara()`` prepares it
    again; ``posta`` is the directory of the e-mails sent, ``registro`` the log file. The database is filled
    once a session with reference data, demo data and demo accounts; all tests share its rows: who adds some
    gives them names of their own.
    """
    cartella = tmp_path_factory.mktemp("sito")
    porta = _porta_libera()
    ambiente = _ambiente(cartella, porta)
    radice = settings.BASE_DIR

    def prepara():
        """Do again what `make run` does before serving."""
        subprocess.run([sys.executable, "scripts/prepara.py"], cwd=radice, env=ambiente, check=True)

    def manage(*argomenti):
        """Run a management command on the served database and return what it prints."""
        comando = [sys.executable, "manage.py", *argomenti]
        return subprocess.check_output(comando, cwd=radice, env=ambiente, text=True)

    prepara()
    comando = [sys.executable, "-m", "gunicorn", "-c", "rete/gunicorn_conf.py", "tests.wsgi_prova"]
    with open(cartella / "gunicorn.log", "w") as registro:
        server = subprocess.Popen(comando, cwd=radice, env=ambiente, stderr=registro)
        try:
            url = f"http://127.0.0.1:{porta}"
            _aspetta(url + "/salute/pronto/", server)
            yield SimpleNamespace(
                url=url,
                manage=manage,
                prepara=prepara,
                posta=cartella / "posta",
                registro=cartella / "gunicorn.log",
            )
        finally:
            server.terminate()
            server.wait(timeout=20)


@pytest.fixture(scope="session")
def esempi(sito):
    """Return {URL name: example paths} of every public page of the served portal."""
    from tests import pubbliche
    from tests.visitatore import Visitatore

    return pubbliche.esempi(Visitatore(sito.url))


def _ambiente(cartella, porta):
    proprie = {
        "VAR_DIR": str(cartella),
        "DATABASE_URL": f"sqlite:///{cartella / 'db.sqlite3'}",
        "EMAIL_URL": f"filemail:///{cartella / 'posta'}",
        "PORT": str(porta),
        "SITE_URL": f"http://127.0.0.1:{porta}",
        "DJANGO_SETTINGS_MODULE": "rete.settings",
    }
    return os.environ | proprie


def _porta_libera():
    with socket.socket() as presa:
        presa.bind(("127.0.0.1", 0))
        return presa.getsockname()[1]


def _aspetta(url, server):
    """Wait until the server answers; fail as soon as it dies."""
    for _tentativo in range(200):
        with suppress(OSError), urlopen(url, timeout=5):
            return
        with suppress(subprocess.TimeoutExpired):
            pytest.fail(f"gunicorn si è fermato: {server.wait(timeout=0.1)}")
    pytest.fail("il portale non risponde")
