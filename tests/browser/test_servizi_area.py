"""A member keeps its services from the phone, without scripts: from nothing to the public page; two taps.

What it publishes is at Dongo: the other tests of the served portal count the services elsewhere.
"""

import json

import pytest

from tests.browser.conftest import Pagina

pytestmark = pytest.mark.browser
PREPARA = "from tests.browser.area_servizi import stampa; stampa()"
ACCOGLI = "from tests.browser.area_servizi import accogli; accogli({slug!r})"
SEZIONI = [
    "che-cosa",
    "per-chi",
    "dove",
    "quando",
    "posti",
    "prezzo",
    "come-fare",
    "contatti",
    "accessibilita",
    "durata",
]


@pytest.fixture(scope="module")
def ente(sito):
    """Return {ente, sessione, nido}: a body, who keeps it, its public service."""
    return json.loads(sito.manage("shell", "-v0", "-c", PREPARA))


@pytest.fixture
def telefono(senza_script, ente):
    """Return a phone without scripts, of who keeps the body."""
    senza_script.entra(ente["sessione"])
    return senza_script


def tocca(pagina, ruolo, nome, esatto=False):
    """Press a link or a button, and wait for the page it leads to."""
    with pagina.page.expect_navigation():
        pagina.page.locator("main").get_by_role(ruolo, name=nome, exact=esatto).first.click()


def dichiara(pagina, posti):
    """Tap a button of the nursery in the list."""
    nido = pagina.page.locator(".servizio-mio", has_text="Nido del browser")
    with pagina.page.expect_navigation():
        nido.get_by_role("button", name=posti).first.click()


def sezione(pagina, nome):
    """Open a section from the task list."""
    tocca(pagina, "link", nome)
    return pagina.page


def test_from_nothing_to_the_public_page_without_scripts(telefono: Pagina, sito, ente):
    telefono.apri(f"/area-riservata/enti/{ente['ente']}/servizi/")
    page = telefono.page
    tocca(telefono, "link", "Aggiungi un servizio")
    page.get_by_label("Come si chiama").fill("Doposcuola del browser")
    page.get_by_label("Tipo di servizio").select_option(label="Doposcuola e spazio compiti")
    page.get_by_label("In una frase").fill("Compiti e giochi dopo la scuola.")
    tocca(telefono, "button", "Crea la bozza")
    mancano = page.locator(".prossimo li").all_inner_texts()
    assert mancano == [
        "Comuni e ambiti serviti",
        "Sedi",
        "Orari della settimana",
        "Prezzo",
        "Telefono o e-mail",
    ]
    sezione(telefono, "Per chi").get_by_label("Dongo", exact=True).first.check()
    tocca(telefono, "button", "Salva", esatto=True)
    sezione(telefono, "Dove")
    tocca(telefono, "link", "Aggiungi un luogo nuovo")
    page.get_by_label("Nome").fill("Scuola primaria")
    page.get_by_label("Comune").select_option(label="Dongo")
    tocca(telefono, "button", "Salva", esatto=True)
    tocca(telefono, "button", "Salva e vai a «Quando»")
    prima = page.locator(".riga").nth(0)
    prima.get_by_label("lun").check()
    prima.get_by_label("mer").check()
    prima.get_by_label("Dalle").fill("14:00")
    prima.get_by_label("Alle", exact=True).fill("18:00")
    tocca(telefono, "button", "Aggiungi un altro orario")
    assert page.locator("#righe-orari .riga").nth(0).get_by_label("Dalle").input_value() == "14:00"
    seconda = page.locator("#righe-orari .riga").nth(1)
    seconda.get_by_label("ven").check()
    seconda.get_by_label("Dalle").fill("13:30")
    seconda.get_by_label("Alle", exact=True).fill("16:00")
    tocca(telefono, "button", "Salva", esatto=True)
    sezione(telefono, "Prezzo").get_by_label("si paga: scrivo le tariffe qui sotto").check()
    page.get_by_label("Euro").first.fill("40,50")
    tocca(telefono, "button", "Salva", esatto=True)
    sezione(telefono, "Contatti").get_by_label("Telefono dell'ufficio").fill("0342 123456")
    tocca(telefono, "button", "Salva", esatto=True)
    tocca(telefono, "link", "Manda per la pubblicazione")
    tocca(telefono, "button", "Manda ad ATS")
    assert "In attesa di ATS" in page.locator("main").inner_text()
    slug = page.url.rstrip("/").rsplit("/", 1)[1]
    assert telefono.apri(f"/servizi/{slug}/") == 404
    sito.manage("shell", "-v0", "-c", ACCOGLI.format(slug=slug))
    assert telefono.apri(f"/servizi/{slug}/") == 200
    testo = page.locator("main").inner_text()
    assert "lunedì e mercoledì 14:00-18:00; venerdì 13:30-16:00" in testo
    assert "40,50" in testo


def test_posti_esauriti_in_two_taps_and_one_to_take_it_back(telefono, ente):
    """One tap on the list, which a phone keeps among its own pages, one to declare."""
    elenco = f"/area-riservata/enti/{ente['ente']}/servizi/"
    telefono.apri(elenco)
    dichiara(telefono, "Posti esauriti")
    pubblica = f"/servizi/{ente['nido']}/"
    telefono.apri(pubblica)
    assert "Posti esauriti (dichiarato" in telefono.page.locator("main").inner_text()
    telefono.apri(elenco)
    dichiara(telefono, "Posti disponibili")
    tocca(telefono, "button", "Annulla")
    telefono.apri(pubblica)
    assert "Posti esauriti (dichiarato" in telefono.page.locator("main").inner_text()


def test_every_page_without_flaw_and_one_more_line_without_leaving_it(pagina, ente):
    pagina.entra(ente["sessione"])
    base = f"/area-riservata/enti/{ente['ente']}/servizi/"
    nido = f"{base}{ente['nido']}/"
    for percorso in (base, f"{base}nuovo/servizio/bozza/", nido, f"{nido}duplica/", f"{nido}sospendi/"):
        pagina.apri(percorso)
        assert (percorso, pagina.difetti()) == (percorso, [])
    for nome in SEZIONI:
        pagina.apri(f"{nido}{nome}/")
        assert (nome, pagina.difetti()) == (nome, [])
    pagina.apri(f"{nido}prezzo/")
    indirizzo, righe = pagina.page.url, pagina.page.locator("#righe-tariffe .riga")
    righe.first.get_by_label("Euro").fill("10")
    pagina.page.get_by_role("button", name="Aggiungi un’altra tariffa").click()
    assert (righe.count(), pagina.page.url) == (2, indirizzo)
    assert pagina.page.evaluate("document.activeElement.name") == "tariffe-1-importo"
    assert righe.first.get_by_label("Euro").input_value() == "10"
    assert pagina.difetti() == []
