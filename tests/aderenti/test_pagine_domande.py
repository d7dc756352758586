"""Joining without an account: nothing typed is lost, nor the paper; a link opens its request alone."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from aderenti.domande import chiedi_correzioni, respingi_domanda, ritira_domanda
from aderenti.models import CategoriaAderente, DomandaAdesione
from core.documenti import privati
from core.models import Messaggio
from tests.documenti import OSTILI, carica, pdf
from tests.factories import make_aderente, make_categoria, make_comune, make_domanda, make_utente

pytestmark = pytest.mark.django_db
INDIRIZZO = "/aderenti/aderisci/"


@pytest.fixture(autouse=True)
def conti_vuoti(settings):
    cache.clear()
    settings.CONTACT_EMAIL = "rete@ats.example"
    make_categoria(code="COOP", label="Cooperazione sociale")
    make_comune(nome="Ardenno")


@pytest.fixture
def visitatore():
    """Return a browser without cookies that no CSRF token protects."""
    return Client(enforce_csrf_checks=True, REMOTE_ADDR="203.0.113.77")


def dati(**altri):
    return {
        "denominazione": "Il Larice cooperativa sociale",
        "categoria": "COOP",
        "natura": "privato_non_profit",
        "codice_fiscale": "IT 00774 730154",
        "indirizzo": "via Roma 1",
        "cap": "23011",
        "comune": "ardenno",
        "perche": "Gestiamo un nido\r\ne vogliamo aprirlo d’estate.",
        "referente_ruolo": "segreteria",
        "referente_email": "segreteria@larice.example",
    } | altri


def in_riga(risposta):
    testo = re.sub(r"<[^>]+>", " ", risposta.content.decode())
    return " ".join(testo.split())


def errori(risposta):
    """Return {field: messages} of the form of a page."""
    return {campo: list(testi) for campo, testi in risposta.context["form"].errors.items()}


def file_tenuti():
    return privati().listdir("da-parte")[1] if privati().exists("da-parte") else []


# --- From the form to the link ----------------------------------------------------------------------------


def test_from_the_form_to_the_page_to_follow(visitatore):
    modulo = visitatore.get(INDIRIZZO)
    assert (modulo.status_code, modulo["Cache-Control"], modulo["X-Robots-Tag"]) == (
        200,
        "no-store",
        "noindex",
    )
    assert '<option value="Ardenno">' in modulo.content.decode()
    assert "rete@ats.example" in in_riga(modulo)
    esito = visitatore.post(INDIRIZZO, dati(documento=carica()))
    domanda = DomandaAdesione.objects.get()
    assert (esito.status_code, esito.url) == (302, f"/aderenti/domande/{domanda.codice}/?inviata=si")
    assert (domanda.codice_fiscale, domanda.comune.nome, domanda.sede_nome, domanda.categoria.code) == (
        "00774730154",
        "Ardenno",
        "",
        "COOP",
    )
    assert domanda.documento.read() == pdf()
    pagina = visitatore.get(esito.url)
    assert pagina.cookies == {}
    assert "Grazie, la domanda è partita" in in_riga(pagina)
    assert "Gestiamo un nido e vogliamo" in in_riga(pagina)
    assert f"/aderenti/domande/{domanda.codice}/documento/" in pagina.content.decode()
    assert domanda.codice in Messaggio.objects.get(destinatario="segreteria@larice.example").testo


def test_without_a_contact_the_page_says_nothing_of_whom_to_ask(visitatore, settings):
    settings.CONTACT_EMAIL = ""
    assert "si chiede ad ATS" not in in_riga(visitatore.get(INDIRIZZO))
    assert visitatore.post(INDIRIZZO, dati()).status_code == 302
    assert [m.destinatario for m in Messaggio.objects.all()] == ["segreteria@larice.example"]


def test_a_seat_outside_the_territory_is_a_text(visitatore):
    visitatore.post(INDIRIZZO, dati(comune="  Milano "))
    domanda = DomandaAdesione.objects.get()
    assert (domanda.comune, domanda.sede_nome, domanda.sede) == (None, "Milano", "Milano")


# --- What is wrong is said, nothing is lost ---------------------------------------------------------------


def test_the_paper_is_kept_while_another_field_is_wrong(visitatore):
    prima = visitatore.post(INDIRIZZO, dati(cap="2301", documento=carica(nome="accordo firmato.pdf")))
    assert errori(prima) == {"cap": ["Il CAP ha 5 cifre."]}
    assert "Abbiamo già «accordo firmato.pdf»" in in_riga(prima)
    gettone = re.search(r'name="documento_tenuto" value="([^"]+)"', prima.content.decode())[1]
    ancora = visitatore.post(INDIRIZZO, dati(cap="", documento_tenuto=gettone))
    assert gettone in ancora.content.decode()
    assert visitatore.post(INDIRIZZO, dati(documento_tenuto=gettone)).status_code == 302
    assert DomandaAdesione.objects.get().documento.read() == pdf()
    assert gettone.split(":")[0] not in str(file_tenuti())
    altra = visitatore.post(INDIRIZZO, dati(codice_fiscale="01234567897", documento_tenuto=gettone))
    assert errori(altra) == {"documento": ["Il file scelto prima non c’è più: sceglilo di nuovo."]}
    assert gettone not in altra.content.decode()


@pytest.mark.parametrize("caso", OSTILI)
def test_a_hostile_paper_is_refused_and_the_words_stay(visitatore, caso):
    risposta = visitatore.post(INDIRIZZO, dati(documento=carica(OSTILI[caso][0], nome="adesione.pdf")))
    assert risposta.status_code == 200
    assert set(errori(risposta)) == {"documento"}
    assert 'value="Il Larice cooperativa sociale"' in risposta.content.decode()
    assert not DomandaAdesione.objects.exists()


@pytest.mark.parametrize(
    ("cambia", "campo", "messaggio"),
    [
        ({"codice_fiscale": "00774730155"}, "codice_fiscale", "Questo codice fiscale non è giusto"),
        ({"codice_fiscale": "0077473015"}, "codice_fiscale", "Il codice fiscale di un ente ha 11 cifre"),
        ({"codice_fiscale": "\x00" * 11}, "codice_fiscale", "null"),
        ({"codice_fiscale": "9" * 10_000}, "codice_fiscale", "Il codice fiscale di un ente ha 11 cifre"),
        ({"categoria": "9" * 30}, "categoria", "Scegli"),
        ({"categoria": "\x00"}, "categoria", "Scegli"),
        ({"natura": "altro"}, "natura", "altro"),
        ({"comune": ""}, "comune", "obbligatorio"),
        ({"comune": "a" * 10_000}, "comune", "più di 80 caratteri"),
        ({"denominazione": "prima\x00dopo"}, "denominazione", "null"),
        ({"perche": "a" * 10_000}, "perche", "più di 2000 caratteri"),
        ({"referente_email": "non è"}, "referente_email", "indirizzo"),
        ({"sito": "javascript:alert(1)"}, "sito", "valido"),
        ({"sito_web": "http://spam.example"}, "__all__", "premi ancora il bottone"),
        ({"documento_tenuto": "inventato"}, "documento", "non c’è più"),
        ({"referente_email": "a" * 250 + "@larice.example"}, "referente_email", "più di 254"),
        ({"pec": "a" * 250 + "@larice.example"}, "pec", "più di 254"),
        ({"sito": "https://larice.example/" + "a" * 200}, "sito", "più di 200"),
        ({"documento_tenuto": "x" * 600}, "documento_tenuto", "più di 500"),
    ],
)
def test_what_is_wrong_is_said_by_field(visitatore, cambia, campo, messaggio):
    risposta = visitatore.post(INDIRIZZO, dati(**cambia))
    assert risposta.status_code == 200
    assert list(errori(risposta)) == [campo]
    assert messaggio in " ".join(errori(risposta)[campo])
    assert b"\x00" not in risposta.content
    assert "Gestiamo un nido" in risposta.content.decode() or campo == "perche"
    assert not DomandaAdesione.objects.exists()


def test_the_same_codice_fiscale_twice(visitatore):
    make_aderente(codice_fiscale="01234567897")
    gia = visitatore.post(INDIRIZZO, dati(codice_fiscale="01234567897"))
    assert errori(gia) == {"codice_fiscale": ["L’ente con questo codice fiscale fa già parte della Rete."]}
    visitatore.post(INDIRIZZO, dati(documento=carica()))
    ancora = visitatore.post(INDIRIZZO, dati())
    assert list(errori(ancora)) == ["codice_fiscale"]
    assert "C’è già una domanda aperta" in errori(ancora)["codice_fiscale"][0]
    assert DomandaAdesione.objects.get().codice not in ancora.content.decode()


def test_a_body_of_hundreds_of_megabytes_is_not_read(visitatore):
    risposta = visitatore.post(INDIRIZZO, dati(), CONTENT_LENGTH=str(400 * 1024 * 1024))
    assert risposta.status_code == 400


def test_beyond_the_limit_everything_is_still_there(visitatore):
    for numero in range(6):
        make_comune(nome=f"Comune di prova {numero}")
        indirizzo = f"a{numero}@larice.example"
        assert visitatore.post(INDIRIZZO, dati(referente_email=indirizzo)).status_code == 302
        ritira_domanda(domanda=DomandaAdesione.objects.aperte().get())
    oltre = visitatore.post(INDIRIZZO, dati(documento=carica(nome="mio.pdf")))
    assert oltre.status_code == 429
    assert "Abbiamo già «mio.pdf»" in in_riga(oltre)
    assert "Gestiamo un nido" in oltre.content.decode()
    assert not DomandaAdesione.objects.aperte().exists()


def test_nobody_is_flooded_by_somebody_elses_hand():
    for numero in range(5):
        altrove = Client(REMOTE_ADDR=f"203.0.113.{numero}")
        esito = altrove.post(INDIRIZZO, dati())
        assert esito.status_code == (302 if numero < 4 else 429)
        for domanda in DomandaAdesione.objects.aperte():
            ritira_domanda(domanda=domanda)


# --- A link opens its request alone -----------------------------------------------------------------------


def test_a_link_shows_nothing_of_another_request(visitatore):
    mia = make_domanda(denominazione="La mia")
    altra = make_domanda(denominazione="Altrui segreta", perche="Parole di altri", documento=carica())
    pagine = ["", "ritira/", "correggi/", "documento/"]
    for pagina in pagine:
        risposta = visitatore.get(f"{mia.pagina()}{pagina}")
        corpo = b"" if risposta.status_code == 404 else risposta.content
        for parola in (altra.denominazione, altra.perche, altra.codice, altra.referente_email):
            assert parola.encode() not in corpo
    for inventato in (mia.codice[:-1], mia.codice.swapcase(), str(altra.pk), "%00", "x" * 5000):
        for pagina in pagine:
            assert visitatore.get(f"/aderenti/domande/{inventato}/{pagina}").status_code == 404
            assert visitatore.post(f"/aderenti/domande/{inventato}/{pagina}").status_code in (404, 405)


def test_the_paper_leaves_as_a_download(visitatore):
    domanda = make_domanda(documento=carica())
    risposta = visitatore.get(f"{domanda.pagina()}documento/")
    assert b"".join(risposta.streaming_content) == pdf()
    assert risposta["Content-Disposition"] == 'attachment; filename="adesione.pdf"'
    assert risposta["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert (risposta["X-Content-Type-Options"], risposta["Cache-Control"]) == ("nosniff", "no-store")
    assert visitatore.get(f"{make_domanda().pagina()}documento/").status_code == 404


def test_corrections_show_only_their_fields_as_they_were_sent(visitatore):
    domanda = make_domanda(denominazione="Il Larize", cap="23100")
    correggi = f"{domanda.pagina()}correggi/"
    assert visitatore.get(correggi).status_code == 404
    chiedi_correzioni(
        domanda=domanda,
        correzioni={"denominazione": "Manca una <lettera>", "documento": "Non è firmato"},
        utente=make_utente(email="operatore@ats.example"),
    )
    stato = in_riga(visitatore.get(domanda.pagina()))
    assert "Manca una &lt;lettera&gt;" in stato
    assert "operatore@ats.example" not in stato
    modulo = visitatore.get(correggi)
    assert [campo.name for campo, _commento in modulo.context["form"].commenti()] == [
        "denominazione",
        "documento",
    ]
    assert 'value="Il Larize"' in modulo.content.decode()
    senza = visitatore.post(correggi, {"denominazione": "Il Larice", "cap": "99999"})
    assert errori(senza) == {"documento": ["Scegli il PDF da mandare."]}
    errata = visitatore.post(correggi, {"denominazione": "", "documento": carica()})
    gettone = re.search(r'name="documento_tenuto" value="([^"]+)"', errata.content.decode())[1]
    esito = visitatore.post(
        correggi, {"denominazione": "Il Larice", "cap": "99999", "documento_tenuto": gettone}
    )
    assert esito.status_code == 302
    domanda.refresh_from_db()
    assert (domanda.stato, domanda.denominazione, domanda.cap) == ("inviata", "Il Larice", "23100")
    assert domanda.documento.read() == pdf()
    assert visitatore.get(correggi).status_code == 404
    assert visitatore.post(correggi, {"denominazione": "Altro"}).status_code == 404


def test_withdrawing_asks_first_and_is_for_good(visitatore):
    domanda = make_domanda()
    ritira = f"{domanda.pagina()}ritira/"
    assert "Ritirare la domanda?" in in_riga(visitatore.get(ritira))
    assert visitatore.post(ritira).url == domanda.pagina()
    domanda.refresh_from_db()
    assert domanda.stato == "ritirata"
    assert visitatore.get(ritira).status_code == 302
    assert visitatore.post(ritira).status_code == 302
    assert "La domanda è stata ritirata" in in_riga(visitatore.get(domanda.pagina()))


def test_a_declined_request_says_why(visitatore):
    domanda = make_domanda()
    respingi_domanda(domanda=domanda, motivo="Fuori <dal> territorio.", utente=make_utente())
    pagina = visitatore.get(domanda.pagina())
    assert "Fuori &lt;dal&gt; territorio." in pagina.content.decode()
    assert visitatore.post(f"{domanda.pagina()}ritira/").status_code == 302
    domanda.refresh_from_db()
    assert domanda.stato == "respinta"


def test_a_category_that_has_been_retired_is_not_offered(visitatore):
    CategoriaAderente.objects.update(ritirato_il=timezone.localdate())
    assert errori(visitatore.post(INDIRIZZO, dati())) == {
        "categoria": ["Scegli un'opzione valida. La scelta effettuata non compare tra quelle disponibili."]
    }


def test_the_way_to_the_form_is_on_the_pages_of_the_rete(client):
    for pagina in ("/aderenti/", "/la-rete/", "/"):
        assert f'href="{INDIRIZZO}"' in client.get(pagina).content.decode()
