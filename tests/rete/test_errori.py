"""Error pages as they are served: the right status, the site's look, a way on, nothing of the inside."""

import html5lib
import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import path

from core.pubblico import pagina_pubblica
from rete.urls import handler500 as handler500
from rete.urls import urlpatterns as del_portale


@pagina_pubblica
def guasto(request):
    """Fail as a bug does."""
    raise ValueError("segreto-interno")


@pagina_pubblica
def senza_database(request):
    """Fail as a view does when the database is down."""
    raise OperationalError("segreto-interno")


urlpatterns = [path("guasto/", guasto), path("senza-database/", senza_database), *del_portale]
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


def chiedi(percorso, metodo="get", **opzioni):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    return getattr(client, metodo)(percorso, **opzioni)


RICHIESTE = {
    "a wrong host": (lambda: chiedi("/", headers={"host": "altro.example"}), 400),
    "a form without its token": (lambda: chiedi("/account/login/", "post", data={"login": "a"}), 403),
    "an address that is not there": (lambda: chiedi("/non/esiste/"), 404),
    "a sheet that is not there": (lambda: chiedi("/servizi/non-esiste/"), 404),
    "a bug": (lambda: chiedi("/guasto/"), 500),
    "a database that does not answer": (lambda: chiedi("/senza-database/"), 503),
}


@pytest.mark.parametrize("caso", RICHIESTE)
def test_error_page(caso):
    fai, stato = RICHIESTE[caso]
    risposta = fai()
    testo = risposta.content.decode()
    radice = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(testo)
    assert (risposta.status_code, len(list(radice.iter("h1")))) == (stato, 1)
    assert {"/", "/servizi/"} <= {a.get("href") for a in radice.iter("a")}
    assert "segreto-interno" not in testo
    assert "default-src 'none'" in risposta["Content-Security-Policy"]
    assert risposta.get("ETag") is None
