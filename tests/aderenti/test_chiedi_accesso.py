"""“Do you work for this body?”: the same answer to everybody, and a decision of its administrator."""

import re
from threading import Barrier, Thread

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client

from aderenti.models import Invito, RichiestaAccesso
from aderenti.richieste_accesso import decidi_richiesta
from core.models import Messaggio
from tests.factories import make_accesso, make_aderente, make_organizzazione, make_utente

pytestmark = pytest.mark.django_db
BUONA = {"email": "Chiede@Example.org", "ruolo": "ufficio servizi sociali"}
OGGETTO = "Una persona chiede di curare le pagine di Comune di Grosio"


@pytest.fixture(autouse=True)
def conti_vuoti():
    cache.clear()


@pytest.fixture
def ente():
    return make_aderente(denominazione="Comune di Grosio")


def invia(ente, dati=BUONA, **altri):
    """Post the form as a browser without cookies; return the response."""
    client = Client(enforce_csrf_checks=True, REMOTE_ADDR="203.0.113.90")
    return client.post(f"/aderenti/{ente.slug}/chiedi-accesso/", dati | altri)


def lettere():
    return sorted(Messaggio.objects.values_list("destinatario", "oggetto"))


def in_riga(risposta):
    """Return the words of a page, in one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", risposta.content.decode()))


def test_the_sheet_of_a_member_leads_to_the_form(client, ente):
    scheda = client.get(ente.get_absolute_url()).content.decode()
    assert f'href="/aderenti/{ente.slug}/chiedi-accesso/"' in scheda
    assert client.get(f"/aderenti/{ente.slug}/chiedi-accesso/").status_code == 200


def test_a_body_that_is_no_member_has_no_form(client):
    candidato = make_organizzazione()
    assert client.get(f"/aderenti/{candidato.slug}/chiedi-accesso/").status_code == 404
    assert invia(candidato).status_code == 404
    assert not RichiestaAccesso.objects.exists()


def test_the_administrators_of_the_body_are_told(ente, settings):
    settings.CONTACT_EMAIL = "rete@example.org"
    for n, campi in enumerate([{}, {}, {"is_active": False}]):
        make_accesso(organizzazione=ente, utente=make_utente(email=f"capo{n}@example.org", **campi))
    make_accesso("redattore", organizzazione=ente, utente=make_utente(email="redattore@example.org"))
    make_accesso(utente=make_utente(email="di.altri@example.org"))
    risposta = invia(ente)
    assert risposta.url == f"/aderenti/{ente.slug}/chiedi-accesso/inviata/"
    richiesta = RichiestaAccesso.objects.get()
    assert (richiesta.email, richiesta.ruolo) == ("chiede@example.org", "ufficio servizi sociali")
    assert lettere() == [("capo0@example.org", OGGETTO), ("capo1@example.org", OGGETTO)]
    pagina = f"/area-riservata/enti/{ente.slug}/persone/richieste/{richiesta.pk}/"
    assert pagina in Messaggio.objects.first().testo


@pytest.mark.parametrize("di_prova", [False, True])
def test_without_an_administrator_ats_is_told(ente, settings, di_prova):
    settings.CONTACT_EMAIL = "rete@example.org"
    if di_prova:
        make_accesso(organizzazione=ente, utente=make_utente(dimostrativo=True))
    invia(ente)
    assert lettere() == [("rete@example.org", OGGETTO)]
    assert "/admin/aderenti/richiestaaccesso/" in Messaggio.objects.get().testo


def test_the_answer_is_the_same_whatever_there_is(ente):
    make_accesso(organizzazione=ente, utente=make_utente(email="capo@example.org"))
    make_utente(email="con.account@example.org")
    nomi = ["chiede", "chiede", "capo", "con.account"]
    risposte = [invia(ente, email=f"{nome}@example.org") for nome in nomi]
    assert len({(risposta.status_code, risposta.url) for risposta in risposte}) == 1
    assert RichiestaAccesso.objects.count() == 2
    gia_dentro = "Curi già le pagine di Comune di Grosio"
    assert lettere() == [("capo@example.org", oggetto) for oggetto in (gia_dentro, OGGETTO, OGGETTO)]


@pytest.mark.parametrize(
    ("campo", "valore", "errore"),
    [
        ("email", "", "Scrivi un indirizzo e-mail intero"),
        ("email", "x\x00@example.org", "Scrivi un indirizzo e-mail intero"),
        ("ruolo", "", "Scrivi che cosa fai in questo ente"),
        ("ruolo", "a" * 10_000, "È troppo lungo"),
        ("ruolo", "uff\x00icio", "null"),
        ("sito_web", "http://x.example", "premi ancora il bottone"),
    ],
)
def test_a_bad_request_comes_back_with_its_words(ente, campo, valore, errore):
    pagina = invia(ente, **{campo: valore})
    assert pagina.status_code == 200
    assert errore in str(pagina.context["form"].errors)
    assert not RichiestaAccesso.objects.exists()


def test_the_eleventh_request_in_an_hour_is_refused_with_its_words(ente):
    for n in range(10):
        invia(ente, email=f"m{n}@example.org")
    pagina = invia(ente, email="altra@example.org")
    assert pagina.status_code == 429
    assert 'value="altra@example.org"' in pagina.content.decode()
    assert RichiestaAccesso.objects.count() == 10


def test_an_address_is_not_filled_with_mail(ente):
    make_accesso(organizzazione=ente, utente=make_utente(email="capo@example.org"))
    esiti = {invia(ente, email="capo@example.org").status_code for _volta in range(5)}
    assert esiti == {302}
    assert len(lettere()) == 3


@pytest.fixture
def richiesta(client, ente):
    """Return a request to a body whose administrator is signed in."""
    capo = make_accesso(organizzazione=ente, utente=make_utente(email="capo@example.org"))
    client.force_login(capo.utente)
    return ente.richieste_accesso.create(email="chiede@example.org", ruolo="segreteria")


def pagina_di(richiesta):
    return f"/area-riservata/enti/{richiesta.organizzazione.slug}/persone/richieste/{richiesta.pk}/"


def test_accepting_invites_with_the_role_chosen(client, richiesta):
    assert "segreteria" in in_riga(client.get(pagina_di(richiesta)))
    client.post(pagina_di(richiesta), {"ruolo": "amministratore"})
    richiesta.refresh_from_db()
    assert (richiesta.stato, richiesta.decisa_da.email) == ("accolta", "capo@example.org")
    assert list(Invito.objects.values_list("email", "ruolo")) == [("chiede@example.org", "amministratore")]
    assert lettere() == [("chiede@example.org", "Invito a curare le pagine di Comune di Grosio")]


def test_refusing_is_told_politely_and_invites_nobody(client, richiesta):
    client.post(pagina_di(richiesta), {"respingi": "si"})
    richiesta.refresh_from_db()
    assert richiesta.stato == "respinta"
    assert not Invito.objects.exists()
    assert lettere() == [("chiede@example.org", "La tua richiesta per le pagine di Comune di Grosio")]


def test_a_request_is_decided_once(client, richiesta):
    decidi_richiesta(richiesta=richiesta, accolta=False, da=None)
    with pytest.raises(ValidationError):
        decidi_richiesta(richiesta=richiesta, accolta=True, da=None)
    risposta = client.post(pagina_di(richiesta), {"ruolo": "redattore"}, follow=True)
    assert "Questa richiesta è già stata respinta." in in_riga(risposta)
    assert "Accogli" not in in_riga(client.get(pagina_di(richiesta)))
    assert not Invito.objects.exists()


def test_a_request_without_a_role_asks_for_it(client, richiesta):
    pagina = client.post(pagina_di(richiesta), {"ruolo": "padrone"})
    assert pagina.context["form"].errors["ruolo"] == ["Scegli il ruolo."]
    richiesta.refresh_from_db()
    assert richiesta.stato == "in_attesa"


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_decisions_at_the_same_instant_are_one():
    ente = make_aderente()
    richiesta = ente.richieste_accesso.create(email="chiede@example.org", ruolo="segreteria")
    pronti, esiti = Barrier(2, timeout=20), []

    def decidi(accolta):
        try:
            pronti.wait()
            esiti.append(decidi_richiesta(richiesta=richiesta, accolta=accolta, da=None).stato)
        except ValidationError as rifiuto:
            esiti.append(rifiuto.code)
        finally:
            connection.close()

    fili = [Thread(target=decidi, args=[accolta]) for accolta in (True, False)]
    for filo in fili:
        filo.start()
    for filo in fili:
        filo.join()
    richiesta.refresh_from_db()
    assert sorted(esiti) == sorted(["gia_decisa", richiesta.stato])
    assert Invito.objects.count() == (richiesta.stato == "accolta")
