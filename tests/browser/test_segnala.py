"""What citizens tell the Rete, in a browser: two taps without scripts at 320 px, every state without flaw."""

import re

import pytest

from tests.browser.conftest import Pagina
from tests.visitatore import Visitatore

pytestmark = pytest.mark.browser
SVUOTA_CONTI = "from django.core.cache import cache; cache.clear()"
CHIUDI = """
from servizi.models import Segnalazione
from servizi.segnalazioni import chiudi
riga = Segnalazione.objects.get(codice={codice!r})
chiudi(segnalazione=riga, stato="corretta", risposta="Ora la scheda dice il numero giusto.")
"""


@pytest.fixture(scope="session")
def scheda(esempi):
    """Return the path of the richest sheet of a service."""
    return esempi["servizi:detail"][0]


@pytest.fixture
def piccolo(browser, sito):
    """Return a Pagina of a browser that runs no script and keeps no cookie, on the smallest phone."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.errori = []
    yield Pagina(page, sito.url)
    assert context.cookies() == []
    context.close()


def tocca(pagina, ruolo, nome):
    """Press a link or a button, and wait for the page it leads to."""
    with pagina.page.expect_navigation() as navigazione:
        pagina.page.get_by_role(ruolo, name=nome).first.click()
    return navigazione.value.status


def test_the_first_thing_to_do_is_in_sight_on_the_smallest_phone(piccolo, scheda):
    piccolo.apri(scheda)
    primo = piccolo.page.locator(".azioni .btn").first.bounding_box()
    assert primo["y"] + primo["height"] <= 640


def test_two_taps_and_the_answer(piccolo, pagina, sito, scheda):
    """From the sheet to the thanks without a word typed; later the same address has the answer."""
    page = piccolo.page
    piccolo.apri(scheda)
    tocca(piccolo, "link", "Questa informazione è sbagliata?")
    tocca(piccolo, "button", "Il telefono o l’e-mail è sbagliato")
    assert page.locator("h1").inner_text() == "Grazie, ci hai aiutato"
    codice = re.search(r"/segnalazioni/([\w-]+)/", page.url)[1]
    assert page.locator(".indirizzo-da-tenere").inner_text() == f"{sito.url}/segnalazioni/{codice}/"
    pagina.apri(f"/segnalazioni/{codice}/")
    assert pagina.difetti() == []
    sito.manage("shell", "-v0", "-c", CHIUDI.format(codice=codice))
    page.reload()
    assert page.locator("h1").inner_text() == "Abbiamo controllato: grazie"
    assert "Ora la scheda dice il numero giusto." in page.locator("main").inner_text()
    pagina.apri(f"/segnalazioni/{codice}/")
    assert pagina.difetti() == []


def test_form_and_its_errors(pagina, scheda):
    pagina.apri(f"{scheda}segnala/")
    assert pagina.difetti() == []
    lungo = "a" * 501
    pagina.page.eval_on_selector("textarea", "(campo, testo) => { campo.value = testo }", lungo)
    tocca(pagina, "button", "Il prezzo è sbagliato")
    assert pagina.page.locator(".riepilogo-errori").is_visible()
    assert pagina.page.locator("textarea").input_value() == lungo
    assert pagina.difetti() == []
    pagina.page.locator(".riepilogo-errori a").click()
    assert pagina.page.evaluate("document.activeElement.name") == "testo"


def test_a_missing_service_without_scripts(piccolo, pagina):
    page = piccolo.page
    piccolo.apri("/manca-un-servizio/")
    page.get_by_label("In quale comune?").fill("Grosio")
    page.get_by_label("Quale servizio manca?").select_option("NIDO")
    tocca(piccolo, "button", "Conta anche me")
    assert page.locator("h1").inner_text() == "Grazie: lo abbiamo contato"
    assert "Asilo nido, Grosio: una richiesta in più." in page.locator("main").inner_text()
    pagina.apri(page.url.removeprefix(pagina.url))
    assert pagina.difetti() == []


def test_form_of_a_missing_service_and_its_errors(pagina):
    pagina.apri("/manca-un-servizio/")
    assert pagina.difetti() == []
    pagina.invia_vuoto("main form")
    assert pagina.page.locator(".riepilogo-errori li").count() == 2
    assert pagina.difetti() == []


@pytest.mark.parametrize(
    ("percorso", "scelte", "bottone"),
    [
        ("segnala/", {"motivo": "prezzo", "testo": "di più"}, "Il prezzo è sbagliato"),
        ("/manca-un-servizio/", {"casa": "Grosio", "tipologia": "NIDO"}, "Conta anche me"),
    ],
)
def test_beyond_the_limit(pagina, sito, scheda, percorso, scelte, bottone):
    """A kind page that holds what was chosen."""
    percorso = percorso if percorso.startswith("/") else scheda + percorso
    visitatore = Visitatore(sito.url)
    while visitatore.post(percorso, scelte).stato != 429:
        pass
    pagina.apri(percorso)
    for nome, valore in scelte.items():
        campo = pagina.page.locator(f"main [name={nome}]").first
        if nome == "tipologia":
            campo.select_option(valore)
        elif nome != "motivo":
            campo.fill(valore)
    assert tocca(pagina, "button", bottone) == 429
    pagina.page.errori.pop()  # said to the console by the browser
    assert "riprova tra un’ora" in pagina.page.locator(".avviso").inner_text()
    tenuto = next(valore for nome, valore in scelte.items() if nome in ("testo", "casa"))
    assert pagina.page.locator("main textarea, main [name=casa]").input_value() == tenuto
    assert pagina.difetti() == []
    sito.manage("shell", "-v0", "-c", SVUOTA_CONTI)
