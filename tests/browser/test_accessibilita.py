"""Every public page and form in a real browser, at 320 and 1280 px: axe-core and the console find nothing."""

import pytest

from tests import pubbliche

pytestmark = pytest.mark.browser
MODULO = "main form[method=get]"


@pytest.mark.parametrize("nome", pubbliche.pagine_html())
def test_public_page(pagina, esempi, nome):
    """Each kind of public page with its examples, its errors, and its form sent empty."""
    assert esempi[nome], "a page that the sitemap does not know has no example"
    trovati = {}
    for percorso in esempi[nome]:
        atteso = pagina.apri(percorso)
        if atteso == 404:  # said to the console by the browser, and right: the page is not there
            pagina.page.errori.pop()
        trovati[percorso] = pagina.difetti()
    pagina.apri(esempi[nome][0])
    if pagina.page.locator(MODULO).count():
        pagina.invia_vuoto(MODULO)
        trovati["vuoto"] = pagina.difetti()
    assert {percorso: difetti for percorso, difetti in trovati.items() if difetti} == {}


@pytest.mark.parametrize(
    ("percorso", "metodo", "stato"),
    [("/non-esiste/", "GET", 404), ("/account/login/", "POST", 403)],
)
def test_error_page(pagina, percorso, metodo, stato):
    """An address that is not there; a form whose token is missing."""
    if metodo == "POST":
        pagina.apri(percorso)
        pagina.page.eval_on_selector("main form", "form => form.elements.csrfmiddlewaretoken.remove()")
        pagina.page.eval_on_selector("main form", "form => { form.noValidate = true }")
        with pagina.page.expect_navigation() as navigazione:
            pagina.page.eval_on_selector("main form", "form => form.requestSubmit()")
        risposta = navigazione.value.status
    else:
        risposta = pagina.apri(percorso)
    pagina.page.errori.pop()
    assert (risposta, pagina.difetti()) == (stato, [])
    assert pagina.page.locator("header .marchio").is_visible()
