"""The shortlist: an address that holds it, a page to print and to send, nothing of what is not public."""

import re
from datetime import date, time, timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as prove
from hypothesis import strategies as st

from ricerca import lista
from servizi.models import Apertura, DocumentoRichiesto, Orario, Servizio, Tariffa
from tests.factories import make_comune, make_servizio, make_tipologia
from tests.processo import Processo
from tests.servizi.test_pagine import in_riga, leggi, scheda_piena

OGGI = timezone.localdate()
IERI = OGGI - timedelta(days=1)
CHIAVI = st.lists(st.integers(1, lista.PK_MASSIMA), max_size=lista.MASSIMO, unique=True)


def voci(pagina):
    """Return the text of each line of the list, in order, without the way to take it away."""
    righe = re.findall(r'<li class="lista-servizio.*?</li>', pagina, re.S)
    return [in_riga(riga).rpartition(" Togli dalla lista")[0] for riga in righe]


def titoli(pagina):
    return re.findall(r"<h2>(?:<a href=[^>]*>)?([^<]+)(?:</a>)?</h2>", pagina)


def indirizzo(*servizi):
    return lista.indirizzo([servizio.pk for servizio in servizi])


# --- The address -----------------------------------------------------------------------------------------


@given(CHIAVI)
@prove(max_examples=60)
def test_a_token_gives_back_the_same_list(chiavi):
    token = lista.scrivi(chiavi)
    assert lista.leggi(token) == chiavi
    assert re.fullmatch(r"[A-Za-z0-9_-]+", token)


@given(CHIAVI, st.data())
@prove(max_examples=60)
def test_a_token_changed_in_any_character_is_refused(chiavi, data):
    token = lista.scrivi(chiavi)
    posto = data.draw(st.integers(0, len(token) - 1))
    altro = data.draw(st.sampled_from([c for c in "Ab0_-é\x00" if c != token[posto]]))
    for falso in (
        token[:posto] + altro + token[posto + 1 :],
        token[:posto] + token[posto + 1 :],
        token + altro,
    ):
        with pytest.raises(lista.ListaErrataError):
            lista.leggi(falso)


def test_thirty_services_fit_in_a_short_address():
    """It has to survive a text message; identifiers of a portal with two million services."""
    chiavi = list(range(2_000_000, 2_000_030))
    assert len("https://conciliazione.ats-montagna.it" + lista.indirizzo(chiavi)) < 200


def test_a_token_of_another_portal_is_refused_and_one_of_the_old_key_is_read(settings):
    settings.SECRET_KEY = "prima"
    vecchio = lista.scrivi([3, 1])
    settings.SECRET_KEY = "dopo"
    with pytest.raises(lista.ListaErrataError):
        lista.leggi(vecchio)
    settings.SECRET_KEY_FALLBACKS = ["prima"]
    assert lista.leggi(vecchio) == [3, 1]


@pytest.mark.parametrize("token", ["x", "aggiungi", "%00", "a" * 10_000, "è", "AQ"])
def test_a_wrong_token_says_what_to_do(client, db, token):
    for percorso in (f"/lista/{token}/", f"/lista/aggiungi/{make_servizio().slug}/?lista={token}"):
        pagina = leggi(client, percorso, stato=404)
        assert "<h1>Questa lista non si apre</h1>" in pagina
        assert "Chiedi a chi te l’ha mandato di mandarlo di nuovo" in pagina


# --- The page --------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_page_asks_the_same_with_one_and_three_services(client, nplus):
    scelti = []
    nplus(lambda: client.get(indirizzo(*scelti)), lambda: scelti.append(scheda_piena()), 6)


@pytest.mark.django_db
def test_the_order_is_that_of_who_chose(client):
    servizi = [make_servizio(titolo=titolo) for titolo in ("Aquilone", "Betulla", "Cardellino")]
    b, c, a = servizi[1], servizi[2], servizi[0]
    assert titoli(leggi(client, indirizzo(b, c, a))) == ["Betulla", "Cardellino", "Aquilone"]


@pytest.mark.django_db
def test_a_line_says_all_that_is_needed_to_choose_and_to_call(client):
    comune = make_comune(nome="Grosio")
    servizio = make_servizio(
        titolo="Grest Larice",
        tipologia=make_tipologia(label="Centro estivo"),
        comune=comune,
        eta_min_mesi=72,
        eta_max_mesi=179,
        email="grest@example.org",
        accesso_url="https://example.org/iscrizioni",
        posti="lista_attesa",
        posti_al=date(2026, 3, 1),
        verificato_il=date(2026, 3, 8),
        dimostrativo=True,
    )
    sede = servizio.sedi_servizio.get().sede
    type(sede).objects.update(nome="Oratorio", indirizzo="via Roma 1", cap="23033")
    type(servizio.gestore).objects.filter(pk=servizio.gestore_id).update(denominazione="Cooperativa Pino")
    Tariffa.objects.create(servizio=servizio, importo=70, unita="settimana", isee_a=19999, dal=IERI)
    Tariffa.objects.create(servizio=servizio, importo="95.50", unita="settimana", isee_da=20000)
    Tariffa.objects.create(servizio=servizio, importo=1, unita="ora", al=IERI)
    DocumentoRichiesto.objects.create(servizio=servizio, nome="Carta d'identità")
    DocumentoRichiesto.objects.create(servizio=servizio, nome="ISEE", obbligatorio=False)
    for giorno in range(5):
        Orario.objects.create(servizio=servizio, giorno=giorno, dalle=time(8), alle=time(17))
    [riga] = voci(leggi(client, indirizzo(servizio)))
    assert riga == (
        "Grest Larice Centro estivo · Cooperativa Pino "
        "Iscriviti online Chiama 0342 000000 Scrivi "
        "Dove Oratorio, via Roma 1, 23033 Grosio Per chi Da 6 a 14 anni compresi "
        "Quando Da lunedì a venerdì 8:00-17:00 "
        "Costo 70 € a settimana, ISEE fino a 19.999 € 95,50 € a settimana, ISEE da 20.000 € in su "
        "Posti Lista d'attesa (dichiarato il 1° marzo 2026) Da portare Carta d'identità; ISEE (se ce l’hai) "
        "Contatti 0342 000000 · grest@example.org · https://example.org/iscrizioni "
        "Verificato l'8 marzo 2026 Dati dimostrativi"
    )


@pytest.mark.django_db
def test_what_is_not_known_is_said_and_not_invented(client):
    servizio = make_servizio(titolo="Scarno", telefono="", email="a@example.org", verificato_il=None)
    [riga] = voci(leggi(client, indirizzo(servizio)))
    assert riga.partition(" Dove ")[2] == (
        "sede non indicata: chiedi all’ufficio Per chi Tutte le età Quando orari non indicati: chiedi "
        "all’ufficio Costo prezzo non indicato: chiedi all’ufficio Posti Posti da verificare: chiedi "
        "all’ufficio Contatti a@example.org Non ancora verificato"
    )


@pytest.mark.django_db
def test_weeks_in_a_row_are_one_line_and_a_gap_is_not_hidden(client):
    servizio = make_servizio()
    lunedi = date(2100, 6, 14)
    for settimana in (0, 1, 2, 4):
        dal = lunedi + timedelta(weeks=settimana)
        Apertura.objects.create(
            servizio=servizio, dal=dal, al=dal + timedelta(days=4), descrizione=f"Turno {settimana + 1}"
        )
    ferragosto = date(2100, 8, 15)
    Apertura.objects.create(servizio=servizio, dal=ferragosto, al=ferragosto, tipo="chiuso")
    Apertura.objects.create(servizio=servizio, dal=IERI, al=IERI, descrizione="passata")
    [riga] = voci(leggi(client, indirizzo(servizio)))
    assert riga.partition(" Quando ")[2].partition(" Costo ")[0] == (
        "Aperto dal 14 giugno al 2 luglio 2100 (dal lunedì al venerdì); dal 12 al 16 luglio 2100 (Turno 5) "
        "Chiuso il 15 agosto 2100"
    )


@pytest.mark.django_db
def test_what_has_ended_stays_and_says_so(client):
    chiuso = make_servizio(titolo="Chiuso", stato="chiuso", motivo_stato="Fine del progetto.")
    sospeso = make_servizio(titolo="Sospeso", stato="sospeso", motivo_stato="Frana sulla strada.")
    scaduto = make_servizio(titolo="Scaduto", verificato_il=None, valido_fino_al=IERI)
    pagina = leggi(client, indirizzo(chiuso, sospeso, scaduto))
    assert titoli(pagina) == ["Chiuso", "Sospeso", "Scaduto"]
    avvisi = re.findall(r'<p class="lista-avviso">(.*?)</p>', pagina, re.S)
    assert [in_riga(avviso) for avviso in avvisi] == [
        "chiuso Servizio chiuso. Fine del progetto.",
        "sospeso Servizio sospeso. Frana sulla strada.",
        "scaduta Scheda scaduta: chiedi conferma prima di andare.",
    ]
    assert [("Chiama" in voce) for voce in voci(pagina)] == [False, True, True]


@pytest.mark.django_db
def test_a_draft_and_a_deleted_service_show_nothing_of_themselves(client):
    segreti = {
        "titolo": "Titolo segreto",
        "descrizione_breve": "Descrizione segreta",
        "telefono": "0342 999999",
        "email": "segreta@example.org",
        "motivo_stato": "Motivo segreto",
        "prezzo_nota": "Prezzo segreto",
    }
    bozza = make_servizio(stato="bozza", comune=make_comune(nome="Comune segreto"), **segreti)
    Tariffa.objects.create(servizio=bozza, importo=777, unita="mese")
    tolto = make_servizio(titolo="Tolto segreto")
    percorso = indirizzo(bozza, tolto, make_servizio(titolo="Pubblico"))
    tolto.delete()
    pagina = leggi(client, percorso)
    assert titoli(pagina) == ["Servizio non più disponibile"] * 2 + ["Pubblico"]
    assert "egret" not in pagina
    assert [s for s in ("999999", "777", bozza.slug, bozza.gestore.denominazione) if s in pagina] == []


@pytest.mark.django_db
def test_each_can_be_taken_away_and_the_last_leaves_the_page_that_explains(client):
    a, b, c = (make_servizio(titolo=titolo) for titolo in "ABC")
    togli = re.findall(r'<a href="([^"]+)"[^>]* data-togli="(\d+)"', leggi(client, indirizzo(c, a, b)))
    assert togli == [
        (indirizzo(a, b), str(c.pk)),
        (indirizzo(c, b), str(a.pk)),
        (indirizzo(c, a), str(b.pk)),
    ]
    assert 'href="/lista/" rel="nofollow" data-togli' in leggi(client, indirizzo(a))


@pytest.mark.django_db
def test_the_list_can_be_sent_and_continued(client, settings):
    percorso = indirizzo(make_servizio(), make_servizio())
    pagina = leggi(client, percorso).replace("&amp;", "&")
    messaggio = f"Guarda questi 2 servizi che ho trovato: {settings.SITE_URL}{percorso}"
    whatsapp = re.search(r'<a href="(https://wa\.me/[^"]+)" rel="noopener">', pagina)[1]
    assert parse_qs(urlsplit(whatsapp).query) == {"text": [messaggio]}
    posta = re.search(r'href="(mailto:[^"]+body=[^"]+)"', pagina)[1]
    assert unquote(posta) == f"mailto:?subject=Una lista di servizi&body={messaggio}"
    assert f'href="/servizi/?lista={percorso.split("/")[2]}"' in pagina
    assert '<meta name="robots" content="noindex">' in pagina
    assert "Disallow: /lista/" in leggi(client, "/robots.txt")


# --- Adding ----------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_adding_goes_to_the_list_with_the_service_once_at_the_end(client):
    a, b = make_servizio(), make_servizio()
    risposta = client.get(f"/lista/aggiungi/{a.slug}/")
    assert (risposta.status_code, risposta.url) == (302, indirizzo(a))
    for _volta in range(2):
        risposta = client.get(f"/lista/aggiungi/{b.slug}/", {"lista": lista.scrivi([a.pk, b.pk])})
        assert (risposta.status_code, risposta.url) == (302, indirizzo(a, b))
    assert client.get(f"/lista/aggiungi/{make_servizio(stato='bozza').slug}/").status_code == 404


@pytest.mark.django_db
def test_a_full_list_says_so_and_stays(client):
    piena = list(range(10_000_000, 10_000_000 + lista.MASSIMO))
    servizio = make_servizio(titolo="Uno di troppo")
    pagina = leggi(client, f"/lista/aggiungi/{servizio.slug}/?lista={lista.scrivi(piena)}")
    assert "<h1>La lista è piena</h1>" in pagina
    assert f'<a href="{lista.indirizzo(piena)}">Torna alla lista</a>' in pagina
    dentro = [*piena[1:], servizio.pk]
    risposta = client.get(f"/lista/aggiungi/{servizio.slug}/", {"lista": lista.scrivi(dentro)})
    assert risposta.url == lista.indirizzo(dentro)


@pytest.mark.django_db
def test_the_script_s_question_becomes_an_address_and_nonsense_is_left_out(client):
    a, b = make_servizio(), make_servizio(stato="bozza")
    chieste = [b.pk, a.pk, b.pk, "x", "", "-1", "0", "²", "9" * 19, "9" * 5000, 10**12, "\x00"]
    risposta = client.get("/lista/", {"s": chieste})
    assert (risposta.status_code, risposta.url) == (302, indirizzo(b, a))
    for domanda in ({"s": [10**12]}, {"s": ["x"]}, {}):
        assert "La lista è vuota" in client.get("/lista/", domanda).content.decode()
    assert client.get("/lista/" + lista.scrivi([]) + "/").url == "/lista/"


@pytest.mark.django_db(transaction=True)
def test_the_list_tells_at_once_that_a_service_has_closed(client):
    """The page is kept whole in memory like the others: an edit must reach it."""
    sito, servizio = Processo(), make_servizio(titolo="Nido Betulla")
    percorso = indirizzo(servizio)
    assert "Servizio chiuso" not in sito.get(percorso).content.decode()
    Servizio.objects.update(stato="chiuso", motivo_stato="Fine.")
    assert "Servizio chiuso. Fine." in sito.get(percorso).content.decode()
    Servizio.objects.update(stato="bozza")
    assert "Nido Betulla" not in sito.get(percorso).content.decode()
