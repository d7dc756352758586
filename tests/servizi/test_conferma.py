"""The link “tutto corretto?”: what it shows, what it confirms, once; what is refused."""

import re
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from servizi.freschezza.conferma import NonValeError, chiedi_conferma, conferma, dimentica_richieste
from servizi.freschezza.fatti import leggi
from servizi.models import RichiestaConferma, Segnalazione, Servizio, Tariffa, Verifica
from tests import controlli_html
from tests.factories import (
    make_accesso,
    make_aderente,
    make_comune,
    make_richiesta_conferma,
    make_servizio,
    make_utente,
)
from tests.servizi.freschezza import VERIFICATO, make_curato, posta

pytestmark = pytest.mark.django_db
OGGI = timezone.localdate()


@pytest.fixture(autouse=True)
def conti_vuoti():
    cache.clear()


@pytest.fixture
def ente():
    return make_aderente(denominazione="Cooperativa Larice", email="cura@example.org")


def anonimo():
    return Client(enforce_csrf_checks=True, REMOTE_ADDR="203.0.113.7")


def moduli(risposta):
    """Return the fields that a browser would send from the page, all that is ticked."""
    form = risposta.context["form"]
    dati = {campo.html_name: campo.value() for campo in form if campo.name != "sito_web"}
    return {
        nome: "on" if valore is True else valore or "" for nome, valore in dati.items() if valore is not False
    }


def in_riga(risposta):
    """Return the words of a page, in one line."""
    senza = re.sub(r"<(script|style).*?</\1>", "", risposta.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", senza))


def verificati(*servizi):
    for servizio in servizi:
        servizio.refresh_from_db()
    return [servizio.verificato_il for servizio in servizi]


# --- The page --------------------------------------------------------------------------------------------


def test_the_page_shows_the_facts_and_a_get_confirms_nothing(ente):
    comune = make_comune(nome="Grosio")
    servizio = make_servizio(
        gestore=ente,
        comune=comune,
        titolo="Nido Betulla",
        telefono="0342 111111",
        orari_ufficio="lunedì 9-12",
        verificato_il=VERIFICATO,
        valido_fino_al=date(2099, 6, 30),
    )
    make_servizio(gestore=ente, titolo="Non chiesto")
    Tariffa.objects.create(servizio=servizio, importo="180.00", unita="mese")
    richiesta = make_richiesta_conferma(servizio)
    for _visita in range(2):
        risposta = anonimo().get(richiesta.indirizzo())
    assert risposta.status_code == 200
    testo = in_riga(risposta)
    for atteso in ("Cooperativa Larice", "Nido Betulla", "Grosio", "180 € al mese", "0342 111111"):
        assert atteso in testo
    assert "lunedì 9-12" in testo
    assert "30 giugno 2099" in testo
    assert "Non chiesto" not in testo
    assert [risposta[nome] for nome in ("Cache-Control", "Referrer-Policy", "X-Robots-Tag")] == [
        "no-store",
        "no-referrer",
        "noindex",
    ]
    assert not risposta.cookies
    assert risposta.context["form"][f"giusta_{servizio.pk}"].value() is True
    assert (verificati(servizio), Verifica.objects.count()) == ([VERIFICATO], 0)


def test_one_press_confirms_all_and_brings_them_back(ente):
    nido = make_servizio(gestore=ente, verificato_il=VERIFICATO, freschezza="nascosta")
    centro = make_servizio(gestore=ente, verificato_il=None, freschezza="da_confermare")
    richiesta = make_richiesta_conferma(nido, centro)
    assert nido not in Servizio.objects.in_elenco()
    indirizzo = richiesta.indirizzo()
    dopo = anonimo().post(indirizzo, moduli(anonimo().get(indirizzo)))
    assert (dopo.status_code, dopo.url) == (302, indirizzo)
    assert verificati(nido, centro) == [OGGI, OGGI]
    assert {nido.freschezza, centro.freschezza} == {"fresca"}
    assert set(Servizio.objects.in_elenco()) == {nido, centro}
    assert set(Verifica.objects.values_list("servizio", "giorno", "come", "utente")) == {
        (nido.pk, OGGI, "link", None),
        (centro.pk, OGGI, "link", None),
    }
    fatto = anonimo().get(indirizzo)
    assert fatto.status_code == 200
    assert "Fatto: grazie" in in_riga(fatto)
    assert fatto.context["confermate"] == sorted([nido, centro], key=lambda s: s.titolo)


def test_what_is_not_ticked_is_not_confirmed_and_its_error_reaches_ats(ente, settings):
    settings.CONTACT_EMAIL = "rete@ats.example"
    giusto, errato = (make_servizio(gestore=ente, verificato_il=VERIFICATO) for _volta in range(2))
    indirizzo = make_richiesta_conferma(giusto, errato).indirizzo()
    dati = moduli(anonimo().get(indirizzo))
    del dati[f"giusta_{errato.pk}"]
    dati[f"errore_{errato.pk}"] = "Il numero\r\nè cambiato"
    assert anonimo().post(indirizzo, dati).status_code == 302
    assert verificati(giusto, errato) == [OGGI, VERIFICATO]
    segnalazione = Segnalazione.objects.get()
    assert (segnalazione.servizio, segnalazione.motivo, segnalazione.testo) == (
        errato,
        "altro",
        "Il numero\nè cambiato",
    )
    assert "rete@ats.example" in [m.destinatario for m in posta(motivo="segnalazione")]
    fatto = anonimo().get(indirizzo)
    assert (fatto.context["confermate"], fatto.context["altre"]) == ([giusto], [errato])


def test_a_sheet_that_changed_meanwhile_is_shown_again_and_not_confirmed(ente):
    servizio, altro = (make_servizio(gestore=ente, verificato_il=VERIFICATO) for _volta in range(2))
    indirizzo = make_richiesta_conferma(servizio, altro).indirizzo()
    dati = moduli(anonimo().get(indirizzo))
    Tariffa.objects.create(servizio=servizio, importo="99.00", unita="mese")
    risposta = anonimo().post(indirizzo, dati)
    assert risposta.status_code == 409
    assert "Una scheda è cambiata mentre la guardavi" in in_riga(risposta)
    assert "99 € al mese" in in_riga(risposta)
    assert verificati(servizio, altro) == [VERIFICATO, VERIFICATO]
    assert anonimo().post(indirizzo, moduli(risposta)).status_code == 302
    assert verificati(servizio, altro) == [OGGI, OGGI]


def test_what_changed_after_the_mail_is_said(ente):
    servizio = make_servizio(gestore=ente, verificato_il=VERIFICATO)
    indirizzo = make_richiesta_conferma(servizio).indirizzo()
    assert "diverso da quando ti abbiamo scritto" not in in_riga(anonimo().get(indirizzo))
    Servizio.objects.update(telefono="0342 999999")
    assert "diverso da quando ti abbiamo scritto" in in_riga(anonimo().get(indirizzo))


def test_what_somebody_else_confirmed_is_not_asked_again(ente):
    servizio = make_servizio(gestore=ente, verificato_il=VERIFICATO)
    prima, seconda = (make_richiesta_conferma(servizio) for _volta in range(2))
    vista = leggi([servizio.pk])[servizio.pk][1].impronta
    conferma(codice=prima.codice, impronte={servizio.pk: vista})
    risposta = anonimo().get(seconda.indirizzo())
    assert "Qui non c’è più niente da confermare" in in_riga(risposta)
    assert risposta.context["possibili"] == 0


@pytest.mark.parametrize(
    "campi",
    [
        {"stato": "chiuso", "motivo_stato": "Finito"},
        {"stato": "bozza"},
        {"valido_fino_al": OGGI - timedelta(days=1)},
    ],
)
def test_what_is_no_longer_in_use_is_not_confirmed(ente, campi):
    servizio = make_servizio(gestore=ente, verificato_il=VERIFICATO)
    richiesta = make_richiesta_conferma(servizio)
    vista = leggi([servizio.pk])[servizio.pk][1].impronta
    Servizio.objects.update(**campi)
    assert anonimo().get(richiesta.indirizzo()).context["possibili"] == 0
    conferma(codice=richiesta.codice, impronte={servizio.pk: vista})
    assert verificati(servizio) == [VERIFICATO]


def test_the_service_of_another_body_cannot_be_slipped_in(ente):
    servizio, altrui = make_servizio(gestore=ente, verificato_il=VERIFICATO), make_curato()
    passato = make_servizio(gestore=ente, verificato_il=VERIFICATO)
    richiesta = make_richiesta_conferma(servizio, passato)
    Servizio.objects.filter(pk=passato.pk).update(gestore=altrui.gestore)
    viste = {pk: fatti.impronta for pk, (_s, fatti) in leggi([servizio.pk, altrui.pk, passato.pk]).items()}
    conferma(codice=richiesta.codice, impronte=viste)
    assert verificati(servizio, altrui, passato) == [OGGI, VERIFICATO, VERIFICATO]


def test_every_state_of_the_page_is_sound_html(ente, settings):
    servizi = [make_servizio(gestore=ente, comune=make_comune()) for _volta in range(2)]
    richiesta = make_richiesta_conferma(*servizi)
    indirizzo = richiesta.indirizzo()
    prima = anonimo().get(indirizzo)
    dati = moduli(prima)
    errata = anonimo().post(indirizzo, dati | {f"errore_{servizi[0].pk}": "No"})
    Tariffa.objects.create(servizio=servizi[1], importo="99.00", unita="mese")
    cambiata = anonimo().post(indirizzo, dati)
    anonimo().post(indirizzo, moduli(cambiata))
    usata, ignota = anonimo().get(indirizzo), anonimo().get("/servizi/conferma/niente/")
    pagine = {"prima": prima, "errata": errata, "cambiata": cambiata, "usata": usata, "ignota": ignota}
    trovati = {n: controlli_html.difetti(p.content.decode(), settings.SITE_URL) for n, p in pagine.items()}
    assert trovati == {nome: [] for nome in pagine}


# --- Links that open nothing -----------------------------------------------------------------------------


def test_a_link_is_used_once():
    richiesta = make_richiesta_conferma()
    indirizzo = richiesta.indirizzo()
    dati = moduli(anonimo().get(indirizzo))
    assert [anonimo().post(indirizzo, dati).status_code for _volta in range(2)] == [302, 200]
    assert Verifica.objects.count() == 1
    with pytest.raises(NonValeError, match="usata"):
        conferma(codice=richiesta.codice, impronte={})


def test_a_link_expires_after_sixty_days(ente):
    servizio = make_servizio(gestore=ente, verificato_il=VERIFICATO)
    richiesta = make_richiesta_conferma(servizio)
    assert richiesta.scade_il - richiesta.creata_il >= timedelta(days=60) - timedelta(seconds=1)
    dati = moduli(anonimo().get(richiesta.indirizzo()))
    RichiestaConferma.objects.update(scade_il=timezone.now())
    for risposta in (
        anonimo().get(richiesta.indirizzo()),
        anonimo().post(richiesta.indirizzo(), dati),
    ):
        assert risposta.status_code == 410
        assert servizio.titolo not in risposta.content.decode()
    assert verificati(servizio) == [VERIFICATO]


def test_who_lost_the_access_finds_nothing(ente):
    accesso = make_accesso(organizzazione=ente, utente=make_utente(email="Via@example.org"))
    make_accesso(organizzazione=ente)
    servizio = make_servizio(gestore=ente, titolo="Nido Betulla", verificato_il=VERIFICATO)
    sua, altra = chiedi_conferma(ente=ente, servizi=[servizio])
    assert sua.destinatario == accesso.utente.email
    dati = moduli(anonimo().get(sua.indirizzo()))
    accesso.tolto_il = timezone.now()
    accesso.save()
    for risposta in (anonimo().get(sua.indirizzo()), anonimo().post(sua.indirizzo(), dati)):
        assert risposta.status_code == 404
        assert "Nido Betulla" not in risposta.content.decode()
    assert anonimo().get(altra.indirizzo()).status_code == 200
    assert verificati(servizio) == [VERIFICATO]


@pytest.mark.parametrize("codice", ["niente", "x" * 3000])
def test_an_unknown_code_is_a_page_that_says_what_to_do(codice):
    risposta = anonimo().get(f"/servizi/conferma/{codice}/")
    assert risposta.status_code == 404
    assert "Questo collegamento non vale" in in_riga(risposta)


@pytest.mark.parametrize(
    ("cambia", "messaggio"),
    [
        (lambda pk: {f"giusta_{pk}": None}, "Spunta le schede corrette"),
        (lambda pk: {f"errore_{pk}": "Non è vero"}, "togli la spunta qui sopra"),
        (lambda pk: {f"giusta_{pk}": None, f"errore_{pk}": "a\x00b"}, "C’è un carattere che non si può"),
        (lambda pk: {f"giusta_{pk}": None, f"errore_{pk}": "a" * 10_000}, "al massimo 500 caratteri"),
        (lambda pk: {f"vista_{pk}": "\x00"}, "caratteri null"),
        (lambda pk: {f"vista_{pk}": "z" * 10_000}, "64"),
        (lambda pk: {"sito_web": "http://spam.example"}, "premi ancora il bottone"),
        (lambda pk: {f"vista_{pk}": "z" * 64}, "Una scheda è cambiata"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_confirmed(ente, cambia, messaggio):
    servizio = make_servizio(gestore=ente, verificato_il=VERIFICATO)
    indirizzo = make_richiesta_conferma(servizio).indirizzo()
    dati = moduli(anonimo().get(indirizzo)) | cambia(servizio.pk)
    risposta = anonimo().post(indirizzo, {nome: v for nome, v in dati.items() if v is not None})
    assert risposta.status_code in (200, 409)
    assert messaggio in in_riga(risposta)
    assert (dati.get(f"errore_{servizio.pk}") or "").replace("\x00", "") in risposta.content.decode()
    assert (verificati(servizio), Segnalazione.objects.count()) == ([VERIFICATO], 0)
    assert RichiestaConferma.objects.get().usata_il is None


def test_the_page_makes_the_same_queries_with_more_sheets(nplus, ente):
    richiesta = make_richiesta_conferma(make_servizio(gestore=ente))

    def aggiungi():
        servizio = make_servizio(gestore=ente, comune=make_comune())
        richiesta.righe.create(servizio=servizio, impronta="x")

    nplus(lambda: anonimo().get(richiesta.indirizzo()), aggiungi, 12)


# --- Two at once -----------------------------------------------------------------------------------------


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_link_pressed_in_parallel_is_used_once():
    servizi = [make_servizio(gestore=make_aderente(email=f"m{n}@example.org")) for n in range(5)]
    richieste = [make_richiesta_conferma(servizio) for servizio in servizi]
    viste = {pk: fatti.impronta for pk, (_s, fatti) in leggi([s.pk for s in servizi]).items()}
    via, esiti = Barrier(4), []

    def lavora():
        via.wait()
        try:
            for richiesta, servizio in zip(richieste, servizi, strict=True):
                try:
                    conferma(codice=richiesta.codice, impronte={servizio.pk: viste[servizio.pk]})
                    esiti.append("confermata")
                except NonValeError as errore:
                    esiti.append(str(errore))
        finally:
            connection.close()

    fili = [Thread(target=lavora) for _volta in range(4)]
    for filo in fili:
        filo.start()
    for filo in fili:
        filo.join()
    assert sorted(esiti) == ["confermata"] * 5 + ["usata"] * 15
    assert Verifica.objects.count() == 5


def test_the_link_is_a_secret_that_no_operator_reads():
    make_richiesta_conferma()
    assert [messaggio.riservato for messaggio in posta()] == [True]


def test_a_request_is_forgotten_a_year_after_its_end():
    vecchia, recente = make_richiesta_conferma(), make_richiesta_conferma(email="altri@example.org")
    for richiesta, giorni in ((vecchia, 366), (recente, 364)):
        RichiestaConferma.objects.filter(pk=richiesta.pk).update(
            scade_il=timezone.now() - timedelta(days=giorni)
        )
    assert dimentica_richieste() == 1
    assert RichiestaConferma.objects.get() == recente
