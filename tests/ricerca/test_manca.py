"""“Manca un servizio?”: three choices, a count, nothing of who tells."""

import re
from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from ricerca.models import ServizioMancante
from ricerca.tempi import lunedi
from servizi.models import Periodo
from territorio.models import Adiacenza
from tests.factories import make_comune, make_gruppo, make_tipologia

pytestmark = pytest.mark.django_db
IP = "203.0.113.78"


@pytest.fixture(autouse=True)
def conti_vuoti():
    cache.clear()


@pytest.fixture
def scelte():
    """Return a comune, a typology and a period to choose."""
    return (
        make_comune(nome="Grosio"),
        make_tipologia(code="NIDO", label="Asilo nido", gruppo=make_gruppo(label="Bambini piccoli")),
        Periodo.objects.create(code="NATALE", label="Vacanze di Natale", tipo="chiusura"),
    )


def invia(**dati):
    """Post the form as a browser without cookies; return the response."""
    return Client(enforce_csrf_checks=True, REMOTE_ADDR=IP).post("/manca-un-servizio/", dati)


def righe():
    return list(ServizioMancante.objects.values_list("settimana", "comune", "tipologia", "periodo", "numero"))


def in_riga(risposta):
    """Return the words of a page, in one line."""
    senza = re.sub(r"<(script|style).*?</\1>", "", risposta.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", senza))


def test_the_form_groups_the_typologies_and_has_no_free_text(client, scelte):
    pagina = client.get("/manca-un-servizio/").content.decode()
    assert '<optgroup label="Bambini piccoli"><option value="NIDO">Asilo nido</option></optgroup>' in pagina
    assert '<option value="Grosio"></option>' in pagina
    modulo = re.search(r'<form class="modulo-anonimo".*?</form>', pagina, re.S)[0]
    assert set(re.findall(r'name="(\w+)"', modulo)) == {"casa", "tipologia", "periodo", "sito_web"}
    assert "<textarea" not in modulo


def test_the_address_proposes_the_choices(client, scelte):
    pagina = client.get("/manca-un-servizio/?casa=grosio&tipologia=NIDO&periodo=NATALE").content.decode()
    assert re.search(r'name="casa" value="Grosio"', pagina)
    assert re.findall(r'<option value="(\w+)" selected>', pagina) == ["NIDO", "NATALE"]


@pytest.mark.parametrize("valore", ["x" * 10_000, "\x00", '"><script>alert(1)</script>', "9" * 40])
def test_what_an_address_proposes_is_only_text(client, scelte, valore):
    risposta = client.get("/manca-un-servizio/", {"casa": valore, "tipologia": valore, "periodo": valore})
    assert risposta.status_code == 200
    assert "<script>alert" not in risposta.content.decode()
    assert "\x00" not in risposta.content.decode()
    grazie = client.get("/manca-un-servizio/grazie/", {"casa": valore, "tipologia": valore})
    assert grazie.status_code == 200
    assert "una richiesta in più" not in in_riga(grazie)


def test_a_need_is_counted_with_and_without_a_period(scelte):
    comune, tipologia, periodo = scelte
    risposta = invia(casa="grosio", tipologia="NIDO")
    assert (risposta.status_code, risposta.url) == (
        302,
        "/manca-un-servizio/grazie/?casa=grosio&tipologia=NIDO",
    )
    invia(casa="Grosio", tipologia="NIDO", periodo="NATALE")
    invia(casa="Grosio", tipologia="NIDO", periodo="")
    settimana = lunedi(date.today())
    assert sorted(righe(), key=str) == sorted(
        [
            (settimana, comune.pk, tipologia.pk, None, 2),
            (settimana, comune.pk, tipologia.pk, periodo.pk, 1),
        ],
        key=str,
    )


def test_an_abolished_comune_counts_for_its_heir(scelte):
    vecchio = make_comune(nome="Ravoledo", cessato_il=date(2020, 1, 1), confluito_in=scelte[0])
    invia(casa="Ravoledo", tipologia="NIDO")
    assert [riga[1] for riga in righe()] == [scelte[0].pk]
    assert vecchio.pk != scelte[0].pk


@pytest.mark.parametrize(
    ("cambi", "messaggio"),
    [
        ({"casa": ""}, "Scrivi il comune dove serve."),
        ({"casa": "Atlantide"}, "Non conosco il comune «Atlantide»"),
        ({"casa": "x" * 10_000}, "È troppo lungo: scrivi al massimo 80 caratteri."),
        ({"casa": "Gro\x00sio"}, "C’è un carattere che non si può usare"),
        ({"tipologia": ""}, "Scegli il tipo di servizio che manca."),
        ({"tipologia": "INVENTATA"}, "Questa scelta non c’è"),
        ({"periodo": "\x00"}, "Questa scelta non c’è"),
        ({"sito_web": "http://spam.example"}, "premi ancora il bottone"),
    ],
)
def test_what_is_wrong_is_said_and_the_other_choices_stay(scelte, cambi, messaggio):
    risposta = invia(**{"casa": "Grosio", "tipologia": "NIDO", "periodo": "NATALE"} | cambi)
    assert risposta.status_code == 200
    assert messaggio in in_riga(risposta)
    pagina = risposta.content.decode()
    restano = {"tipologia": "NIDO", "periodo": "NATALE"}.items() - cambi.items()
    attese = {codice for nome, codice in restano if nome not in cambi}
    assert set(re.findall(r'<option value="(\w+)" selected>', pagina)) == attese
    assert righe() == []


def test_beyond_the_limit_the_choices_are_still_there(scelte):
    esiti = [invia(casa="Grosio", tipologia="NIDO").status_code for _volta in range(10)]
    assert esiti == [302] * 10
    oltre = invia(casa="Grosio", tipologia="NIDO")
    assert oltre.status_code == 429
    assert 'value="Grosio"' in oltre.content.decode()
    assert '<option value="NIDO" selected>' in oltre.content.decode()
    assert righe()[0][-1] == 10


def test_nothing_of_who_tells_is_stored(scelte):
    invia(casa="Grosio", tipologia="NIDO")
    with connection.cursor() as cursore:
        cursore.execute("SELECT cache_key, value FROM cache_condivisa")
        tenute = cursore.fetchall()
    assert len(tenute) == 1
    assert IP not in repr([tenute, righe()])


def test_thanks_say_what_it_is_for_and_offer_the_neighbours(client, scelte):
    vicino, lontano = make_comune(nome="Tirano"), make_comune(nome="Dongo")
    Adiacenza.objects.create(a=scelte[0], b=vicino, confine_m=100)
    pagina = client.get("/manca-un-servizio/grazie/?casa=grosio&tipologia=NIDO")
    assert "Asilo nido, Grosio: una richiesta in più." in in_riga(pagina)
    assert "Il Comitato della Rete legge questi numeri" in in_riga(pagina)
    html = pagina.content.decode()
    collegamenti = re.search(r'<ul class="collegamenti">(.*?)</ul>', html, re.S)[1]
    assert re.findall(r'href="([^"]+)"', collegamenti) == [
        "/servizi/?casa=tirano&amp;tipologia=NIDO",
        "/servizi/?casa=grosio",
        "/servizi/?tipologia=NIDO",
        "/servizi/",
    ]
    assert lontano.nome not in html


def test_the_form_asks_two_things_whatever_the_rows(client, nplus):
    def aggiungi():
        make_comune()
        make_tipologia()

    nplus(lambda: client.get("/manca-un-servizio/?casa=grosio"), aggiungi, 2)
