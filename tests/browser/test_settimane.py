"""The week view in a browser: with and without an answer, without JavaScript, on one sheet of paper."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.browser.conftest import Pagina

pytestmark = pytest.mark.browser
NATO = "nascita=2018-05"


@pytest.mark.parametrize(
    "domanda",
    [
        "",
        f"?casa=grosio&{NATO}",
        f"?casa=grosio&{NATO}&periodo=scuola-2026",
        "?casa=grosio",
        "?casa=morbegno&nascita=2010-01",
        "?casa=grosi&nascita=2018-15&eta_mesi=-3&periodo=x",
    ],
)
def test_nothing_is_wrong_with_the_page(pagina, domanda):
    assert pagina.apri("/settimane/" + domanda) == 200
    assert pagina.difetti() == []


def test_a_mother_asks_for_the_summer_without_javascript(browser, sito):
    """From the page of the comune to the week that nothing covers, on a phone."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 800})
    page = context.new_page()
    page.errori = []
    pagina = Pagina(page, sito.url)
    pagina.apri("/settimane/")
    page.get_by_label("Il comune dove abiti").fill("Grosio")
    page.get_by_label("Anno e mese di nascita").fill("2018-05")
    with page.expect_navigation():
        page.get_by_role("button", name="Mostra le settimane").click()
    scoperte = page.locator(".settimana[data-copertura=scoperta]")
    coperte = page.locator(".settimana[data-copertura=coperta]")
    assert f"{coperte.count()} settimane coperte su" in page.locator(".settimane-totale").inner_text()
    assert scoperte.first.locator(".stato").inner_text() == "scoperta"
    assert coperte.first.locator(".settimana-servizi a").first.is_visible()
    assert not page.get_by_label("Il comune dove abiti").is_visible()
    page.get_by_text("Cambia comune, età o periodo").click()
    assert page.get_by_label("Il comune dove abiti").input_value() == "Grosio"
    context.close()


@pytest.mark.parametrize("comune", ["grosio", "morbegno"])
@pytest.mark.parametrize("eta", [f"&{NATO}", ""])
def test_a_summer_is_printed_on_one_sheet(pagina, comune, eta):
    pagina.apri(f"/settimane/?casa={comune}{eta}")
    settimane = pagina.page.locator(".settimana").count()
    carta = PdfReader(BytesIO(pagina.page.pdf(prefer_css_page_size=True)))
    assert len(carta.pages) == 1
    larghezza, altezza = (round(float(lato) / 72 * 25.4) for lato in carta.pages[0].mediabox[2:])
    assert (larghezza, altezza) == (210, 297)
    testo = carta.pages[0].extract_text()
    assert settimane >= 10
    assert testo.count("coperta") + testo.count("esauriti") >= settimane
    assert "Cambia comune" not in testo
