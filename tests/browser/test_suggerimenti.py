"""Suggestions while typing, in a real browser: keyboard, mouse, screen reader, no network, no scripts."""

import pytest

from tests.browser.conftest import Pagina

pytestmark = pytest.mark.browser
INDIRIZZO = "**/suggerimenti/*"


@pytest.fixture
def home(pagina):
    """Return the home page; ``chieste`` are the suggestions asked for."""
    pagina.chieste = []
    pagina.page.on("request", lambda r: "/suggerimenti/" in r.url and pagina.chieste.append(r.url))
    pagina.apri("/")
    return pagina


def campo(pagina, nome="Che cosa cerchi?"):
    return pagina.page.get_by_label(nome)


def scrivi(pagina, testo, nome="Che cosa cerchi?"):
    """Type in a field and wait for the list under it; return its options."""
    campo(pagina, nome).press_sequentially(testo)
    opzioni = pagina.page.get_by_role("listbox").get_by_role("option")
    opzioni.first.wait_for()
    return opzioni


def stato(pagina, nome="Che cosa cerchi?"):
    """Return what a screen reader knows of a field: expanded, text of the active option, value."""
    return campo(pagina, nome).evaluate("""campo => {
        const attiva = document.getElementById(campo.getAttribute('aria-activedescendant'));
        return [campo.getAttribute('aria-expanded'), attiva && attiva.firstChild.textContent, campo.value];
    }""")


def test_a_field_is_a_combobox_tied_to_its_list(home):
    for nome in ("Che cosa cerchi?", "Dove abiti?"):
        attributi = campo(home, nome).evaluate("""c => [c.type, c.getAttribute('role'), c.autocomplete,
            c.getAttribute('aria-autocomplete'), c.getAttribute('aria-expanded'), c.hasAttribute('list'),
            document.getElementById(c.getAttribute('aria-controls')).getAttribute('role')]""")
        assert attributi == ["text", "combobox", "off", "list", "false", False, "listbox"]
        assert campo(home, nome).get_attribute("aria-describedby").startswith("cerca-")


def test_with_the_keyboard_alone(home):
    """Down, Up and around, Escape twice, then a choice that goes to the list."""
    opzioni = scrivi(home, "gre")
    page = home.page
    testi = [opzione.evaluate("o => o.firstChild.textContent") for opzione in opzioni.all()]
    assert stato(home) == ["true", None, "gre"]
    passi = [("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", -1), ("ArrowDown", 0)]
    for tasto, quale in passi:
        page.keyboard.press(tasto)
        assert stato(home) == ["true", testi[quale], "gre"]
        scelte = [opzione.get_attribute("aria-selected") for opzione in opzioni.all()]
        assert scelte.index("true") == quale % len(testi)
        assert scelte.count("true") == 1
    page.keyboard.press("Home")
    assert campo(home).evaluate("campo => campo.selectionStart") == 0
    page.keyboard.press("Escape")
    assert stato(home) == ["false", None, "gre"]
    page.keyboard.press("Escape")
    assert stato(home) == ["false", None, ""]
    scrivi(home, "gre")
    page.keyboard.press("ArrowDown")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("#id_q").input_value() == testi[0]
    assert page.locator(".schede a").count() > 0


def test_groups_have_names_and_the_number_is_said(home):
    scrivi(home, "nido mor")
    page = home.page
    gruppi = page.get_by_role("listbox", name="Suggerimenti").get_by_role("group")
    assert [gruppo.locator("li").first.inner_text() for gruppo in gruppi.all()] == ["Comuni"]
    assert page.get_by_role("group", name="Comuni").get_by_role("option").all_inner_texts() == [
        "nido Morbegno"
    ]
    detto = page.locator("[role=status]").first
    assert detto.inner_text() == "1 suggerimento. Scegli con le frecce."
    assert detto.get_attribute("class") == "visually-hidden"


def test_a_place_is_chosen_and_the_form_waits_for_the_rest(home):
    scrivi(home, "ravo", "Dove abiti?")
    home.page.keyboard.press("ArrowDown")
    assert stato(home, "Dove abiti?") == ["true", "Ravoledo → Grosio", "ravo"]
    home.page.keyboard.press("Enter")
    assert stato(home, "Dove abiti?") == ["false", None, "Grosio"]
    home.aspetta("/")
    with home.page.expect_navigation():
        home.page.keyboard.press("Enter")
    home.aspetta("/servizi/?q=&casa=Grosio")


def test_enter_without_a_choice_looks_for_what_is_written(home):
    scrivi(home, "gre")
    with home.page.expect_navigation():
        home.page.keyboard.press("Enter")
    home.aspetta("/servizi/?q=gre&casa=")


def test_tab_closes_and_chooses_nothing(home):
    scrivi(home, "gre")
    home.page.keyboard.press("ArrowDown")
    home.page.keyboard.press("Tab")
    assert stato(home) == ["false", None, "gre"]
    assert home.page.evaluate("document.activeElement.id") == "cerca-dove"


def test_with_the_mouse(home):
    opzioni = scrivi(home, "ravo", "Dove abiti?")
    opzioni.first.click()
    assert stato(home, "Dove abiti?") == ["false", None, "Grosio"]
    assert home.page.evaluate("document.activeElement.id") == "cerca-dove"
    opzioni = scrivi(home, "badan")
    with home.page.expect_navigation():
        opzioni.first.click()
    assert home.page.locator("#id_casa").input_value() == "Grosio"
    assert home.page.locator("#id_q").input_value() == "Sportello assistenti familiari"


@pytest.mark.parametrize("larghezza", [320, 1280])
def test_the_open_list_has_no_defect(home, larghezza):
    """axe, sideways scroll, console; each option can be touched; the list is under its field."""
    page = home.page
    page.set_viewport_size({"width": larghezza, "height": 700})
    opzioni = scrivi(home, "nido")
    page.keyboard.press("ArrowDown")
    for opzione in opzioni.all():
        assert opzione.bounding_box()["height"] >= 24
    elenco, sopra = page.get_by_role("listbox").bounding_box(), campo(home).bounding_box()
    assert elenco["y"] >= sopra["y"] + sopra["height"]
    assert (elenco["x"], elenco["width"]) == pytest.approx((sopra["x"], sopra["width"]), abs=1)
    assert home.difetti() == []
    assert page.get_by_role("listbox").is_visible()


def test_nothing_is_asked_below_two_letters(home):
    campo(home).press_sequentially("g")
    campo(home).press_sequentially(" ")
    opzioni = scrivi(home, "re", "Dove abiti?")
    assert opzioni.count() > 0
    assert [url.partition("?")[2] for url in home.chieste] == ["q=re&tipo=dove"]
    campo(home, "Dove abiti?").press("Backspace")
    assert not home.page.get_by_role("listbox").is_visible()


def test_an_answer_that_comes_late_is_thrown_away(home):
    """The first answer is kept back until the second one has been shown."""
    trattenute = []
    home.page.route(INDIRIZZO, lambda r: r.continue_() if trattenute else trattenute.append(r))
    with home.page.expect_request(INDIRIZZO):
        campo(home, "Dove abiti?").press_sequentially("bor")
    campo(home, "Dove abiti?").fill("")
    opzioni = scrivi(home, "gros", "Dove abiti?")
    assert opzioni.first.inner_text() == "Grosio"
    voci = '{"voci": [{"testo": "Bormio", "etichetta": "Bormio", "gruppo": "Comuni"}], "annuncio": "1"}'
    trattenute[0].fulfill(body=voci, content_type="application/json")
    home.page.keyboard.press("ArrowDown")
    assert stato(home, "Dove abiti?") == ["true", "Grosio", "gros"]


@pytest.mark.parametrize(
    ("guasto", "fine"),
    [
        (lambda rotta: rotta.fulfill(status=500, body="<h1>Errore</h1>"), "response"),
        (lambda rotta: rotta.fulfill(status=200, body="<h1>Non è JSON</h1>"), "response"),
        (lambda rotta: rotta.abort(), "requestfailed"),
    ],
)
def test_a_failing_server_leaves_the_plain_field(home, guasto, fine):
    page = home.page
    page.route(INDIRIZZO, guasto)
    with page.expect_event(fine, lambda quale: "/suggerimenti/" in quale.url):
        campo(home).press_sequentially("grest")
    assert not page.get_by_role("listbox").is_visible()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    home.aspetta("/servizi/?q=grest&casa=")


def test_without_scripts_the_form_has_its_list_of_comuni(browser, sito):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.errori = []
    pagina = Pagina(page, sito.url)
    pagina.apri("/")
    dove = page.get_by_label("Dove abiti?")
    assert (dove.get_attribute("list"), dove.get_attribute("role")) == ("comuni", None)
    assert page.locator("#comuni option[value=Grosio]").count() == 1
    dove.fill("Grosio")
    with page.expect_navigation():
        page.get_by_role("button", name="Trova").click()
    pagina.aspetta("/servizi/?q=&casa=Grosio")
    context.close()
