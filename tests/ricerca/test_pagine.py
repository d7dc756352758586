"""The list of the services, as a citizen reads it."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from ricerca import candidati
from servizi.models import Tariffa
from territorio.models import Adiacenza
from tests.factories import make_comune, make_organizzazione, make_servizio, make_tipologia
from tests.servizi.test_pagine import in_riga, leggi, scheda_piena

pytestmark = pytest.mark.django_db
OGGI = timezone.localdate()
IERI = OGGI - timedelta(days=1)


def conteggio(pagina):
    """Return the heading of the list."""
    return in_riga(re.search(r'class="conteggio">(.*?)</h2>', pagina, re.S)[1])


def titoli(pagina):
    """Return the titles of the cards, in order."""
    return re.findall(r'class="scheda-titolo"><a href="[^"]+">([^<]+)</a>', pagina)


def test_the_list_asks_the_same_with_one_and_three_rows(client, nplus):
    nplus(lambda: client.get("/servizi/"), scheda_piena, 6)


def test_a_filtered_list_asks_the_same_with_one_and_three_rows(client, nplus):
    nido, comune = make_tipologia(label="Nido"), make_comune(nome="Grosio")

    def aggiungi():
        scheda_piena(tipologia=nido).aree.create(comune=comune)

    nplus(lambda: client.get("/servizi/?q=nido+grosio&posti=da_verificare"), aggiungi, 11)


def test_the_list_holds_what_can_be_used_today(client):
    make_servizio(titolo="Attivo")
    make_servizio(titolo="Sospeso", stato="sospeso", motivo_stato="Frana")
    make_servizio(titolo="Chiuso", stato="chiuso", motivo_stato="Fine del progetto")
    make_servizio(titolo="Bozza", stato="bozza")
    make_servizio(titolo="Scaduto", verificato_il=date(2020, 1, 1), valido_fino_al=IERI)
    pagina = leggi(client, "/servizi/")
    assert titoli(pagina) == ["Attivo", "Sospeso"]
    assert conteggio(pagina) == "2 servizi"


def test_a_card_says_what_where_for_whom_how_much_and_how_fresh(client):
    servizio = make_servizio(
        titolo="Nido Betulla",
        tipologia=make_tipologia(label="Asilo nido"),
        comune=make_comune(nome="Grosio"),
        gestore=make_organizzazione(denominazione="Cooperativa Larice"),
        eta_min_mesi=3,
        eta_max_mesi=36,
        posti="lista_attesa",
        posti_al=date(2026, 3, 1),
        verificato_il=date(2026, 3, 8),
        dimostrativo=True,
    )
    Tariffa.objects.create(servizio=servizio, importo=180, unita="mese", isee_a=9999)
    Tariffa.objects.create(servizio=servizio, importo=480, unita="mese", isee_da=10000)
    card = re.search(r'<article class="scheda">.*?</article>', leggi(client, "/servizi/"), re.S)[0]
    assert in_riga(card) == (
        "Asilo nido lista d'attesa Nido Betulla Un servizio di prova. Dove: Grosio "
        "Per chi: Da 3 mesi a 3 anni Costo: da 180 € al mese Ente: Cooperativa Larice "
        "Lista d'attesa (dichiarato il 1° marzo 2026) "
        "Verificato l'8 marzo 2026 Chiama 0342 000000: Nido Betulla Metti in lista: Nido Betulla "
        "Porta l’ISEE: il prezzo cambia Dati dimostrativi"
    )


def test_a_card_invents_nothing(client):
    make_servizio(titolo="Scarno", verificato_il=None, gestore=make_organizzazione(denominazione="Ente"))
    card = re.search(r'<article class="scheda">.*?</article>', leggi(client, "/servizi/"), re.S)[0]
    assert in_riga(card).partition("Dove:")[2] == (
        " Senza una sede indicata Per chi: Tutte le età Costo: Costo non indicato Ente: Ente "
        "Posti da verificare: chiedi all’ufficio Non ancora verificato "
        "Chiama 0342 000000: Scarno Metti in lista: Scarno"
    )


def test_the_filters_stay_in_the_pages(client):
    comune = make_comune(nome="Grosio")
    for numero in range(41):
        make_servizio(titolo=f"Servizio {numero:02}", area=[comune], gratuito=True)
    make_servizio(titolo="A pagamento", area=[comune])
    pagina = leggi(client, "/servizi/?casa=grosio&gratuito=si&pagina=2")
    assert titoli(pagina) == [f"Servizio {numero}" for numero in range(20, 40)]
    assert conteggio(pagina) == "41 servizi per chi abita a Grosio"
    pagine = re.search(r'<nav class="paginazione".*?</nav>', pagina, re.S)[0]
    assert sorted(set(re.findall(r'<a[^>]* href="([^"]+)"', pagine))) == [
        f"?casa=grosio&amp;gratuito=si&amp;pagina={numero}" for numero in (1, 2, 3)
    ]


def test_each_filter_in_use_can_be_taken_away(client):
    comune = make_comune(nome="Grosio")
    make_servizio(area=[comune], gratuito=True)
    pagina = leggi(client, "/servizi/?casa=grosio&gratuito=si&pagina=1&ordina=titolo")
    scelti = re.search(r'<ul class="collegamenti scelti".*?</ul>', pagina, re.S)[0]
    assert re.findall(r'<a href="([^"]+)"', scelti) == [
        "/servizi/?gratuito=si&amp;ordina=titolo",
        "/servizi/?casa=grosio&amp;ordina=titolo",
    ]
    assert in_riga(scelti) == "Togli il filtro: Grosio Togli il filtro: solo gratuiti"


def test_only_the_sections_in_use_are_open(client):
    pagina = leggi(client, "/servizi/?giorno=sabato")
    sezioni = re.findall(r'<details class="filtri-sezione"( open)?>\s*<summary>([^<]+)', pagina)
    assert [nome for aperta, nome in sezioni if aperta] == ["Quando"]
    assert len(sezioni) == 6


def test_the_form_shows_what_was_asked(client):
    pagina = leggi(client, "/servizi/?q=nido&casa=grosio&eta_mesi=41&giorno=sabato&gratuito=si")
    assert re.findall(r'<option value="[^"]+" selected>([^<]+)', pagina) == ["3 anni e 5 mesi", "sabato"]
    assert re.search(r'<input type="checkbox" name="gratuito" value="si"[^>]* checked', pagina)
    assert re.search(r'name="q" value="nido"', pagina)
    assert not re.search(r'name="voucher"[^>]* checked', pagina)


@pytest.mark.parametrize("pagina", ["1000000000", "0", "-1", "due", "9" * 5000, "\x003", "3"])
def test_a_page_that_is_not_there_says_how_many_there_are(client, pagina):
    for numero in range(21):
        make_servizio(titolo=f"Servizio {numero:02}")
    risposta = client.get("/servizi/", {"pagina": pagina, "posti": "da_verificare"})
    html = risposta.content.decode()
    assert risposta.status_code == 404
    assert conteggio(html) == "Questa pagina non c’è"
    assert titoli(html) == []
    mostrata = pagina.replace("\x00", "")[:20]
    assert f"La pagina «{mostrata}» non c’è: l’elenco ha 2 pagine." in html
    assert 'href="/servizi/?posti=da_verificare"' in html


def test_nothing_found_offers_the_neighbours(client):
    grosio, tirano, lontano = (make_comune(nome=nome) for nome in ("Grosio", "Tirano", "Dongo"))
    Adiacenza.objects.create(a=grosio, b=tirano, confine_m=100)
    Adiacenza.objects.create(a=tirano, b=lontano, confine_m=100)
    make_servizio(area=[tirano])
    pagina = leggi(client, "/servizi/?casa=grosio&posti=da_verificare")
    assert conteggio(pagina) == "0 servizi per chi abita a Grosio"
    vicini = re.search(r"<h3>Nei comuni accanto a Grosio</h3>(.*?)</ul>", pagina, re.S)[1]
    assert re.findall(r'href="([^"]+)">([^<]+)', vicini) == [
        ("/servizi/?casa=tirano&amp;posti=da_verificare", "Tirano (1)")
    ]


def test_a_misspelt_comune_can_be_corrected_with_a_click(client):
    make_comune(nome="Grosio")
    pagina = leggi(client, "/servizi/?casa=Grosoi&posti=da_verificare")
    simili = re.search(r"<h3>Forse cerchi</h3>(.*?)</ul>", pagina, re.S)[1]
    assert re.findall(r'href="([^"]+)"', simili) == ["/servizi/?casa=grosio&amp;posti=da_verificare"]


def test_an_empty_portal_says_so(client):
    pagina = leggi(client, "/servizi/")
    assert "Non ci sono ancora servizi" in pagina
    assert conteggio(pagina) == "0 servizi"


def test_a_long_list_is_counted_up_to_a_limit(client, monkeypatch):
    monkeypatch.setattr(candidati, "MASSIMO", 2)
    for numero in range(2):
        make_servizio(titolo=f"Servizio {numero}")
    assert conteggio(leggi(client, "/servizi/")) == "2 servizi"
    make_servizio(titolo="Servizio 3")
    pagina = leggi(client, "/servizi/")
    assert conteggio(pagina) == "Oltre 2 servizi"
    assert titoli(pagina) == ["Servizio 0", "Servizio 1"]


def test_what_was_typed_is_text(client):
    make_servizio()
    pagina = leggi(client, "/servizi/?q=%22%3E%3Cscript%3E&casa=%3Cb%3E")
    assert "<script>" not in pagina
    assert "<b>" not in pagina
