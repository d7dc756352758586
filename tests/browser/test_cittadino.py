"""What a citizen does: without JavaScript, with the keyboard alone, on paper, on a slow line."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.browser

PRIMA_VISITA = 80_000  # bytes transferred: HTML, style, fonts, icons, scripts
DA_PESARE = ["rete:home", "ricerca:list", "servizi:detail", "territorio:ambito", "territorio:comune"]
# Where the focus is, and whether anything looks different from when it is not there.
FUOCO = """() => {
    const qui = document.activeElement;
    const parti = [qui, qui.querySelector('path'), qui.closest('.scheda')].filter(Boolean);
    const aspetto = () => JSON.stringify(parti.map(parte => {
        const s = getComputedStyle(parte);
        return [s.outline, s.boxShadow, s.stroke, s.strokeWidth, s.borderColor, s.left];
    }));
    const conFuoco = aspetto();
    qui.blur();
    const senza = aspetto();
    qui.focus();
    return {dove: qui.getAttribute('href') || qui.id, visibile: conFuoco !== senza};
}"""


@pytest.fixture(scope="session")
def scheda(esempi):
    """Return the path of the richest sheet of a service."""
    return esempi["servizi:detail"][0]


def test_from_the_home_page_to_a_telephone_number(senza_script):
    """“grest” at Grosio: list, sheet, the number to call. No script, three pages."""
    page = senza_script.page
    senza_script.apri("/")
    page.get_by_label("Che cosa cerchi?").fill("grest")
    page.get_by_label("Dove abiti?").fill("Grosio")
    with page.expect_navigation():
        page.get_by_role("button", name="Trova").click()
    assert "per chi abita a Grosio" in page.locator("#risultati").inner_text()
    with page.expect_navigation():
        page.locator(".schede a").first.click()
    assert "grest" in page.locator("h1").inner_text().lower()
    assert page.locator("main a[href^='tel:']").first.is_visible()


def test_pages_of_a_list_keep_its_filters(senza_script):
    page = senza_script.page
    senza_script.apri("/servizi/?gratuito=on")
    trovati = page.locator("#risultati").inner_text()
    with page.expect_navigation():
        page.get_by_role("link", name="Successiva").click()
    assert {"gratuito=on", "pagina=2"} <= set(page.url.partition("?")[2].split("&"))
    assert page.locator("#risultati").inner_text() == trovati
    assert page.locator(".schede a").count() > 0


def test_the_menu_opens_without_a_script(senza_script):
    page = senza_script.page
    senza_script.apri("/")
    page.get_by_role("button", name="Menu", exact=True).click()
    with page.expect_navigation():
        page.locator("#menu").get_by_role("link", name="Servizi").click()
    assert page.url == senza_script.url + "/servizi/"


def premi(page, tasto):
    """Press a key and return where the focus is and whether it can be seen."""
    page.keyboard.press(tasto)
    return page.evaluate(FUOCO)


def test_the_first_tab_skips_to_the_content(pagina):
    pagina.apri("/")
    primo = premi(pagina.page, "Tab")
    assert (primo["dove"], primo["visibile"]) == ("#contenuto", True)
    assert pagina.page.locator(".salta a").first.is_visible()
    assert premi(pagina.page, "Enter")["dove"] == "contenuto"
    assert premi(pagina.page, "Tab")["dove"] == "cerca-che-cosa"


def test_every_stop_of_the_keyboard_can_be_seen_and_the_map_opens_an_ambito(pagina):
    """From the top of the home page to its bottom; then Enter on an area of the map."""
    page = pagina.page
    pagina.apri("/")
    fermate = [premi(page, "Tab")]
    while fermate[-1]["dove"] != reverse("rete:accessibility"):
        fermate.append(premi(page, "Tab"))
        assert len(fermate) < 200
    assert [fermata["dove"] for fermata in fermate if not fermata["visibile"]] == []
    aree = page.eval_on_selector_all("main svg a", "aree => aree.map(area => area.getAttribute('href'))")
    assert len(aree) == 8
    assert set(aree) <= {fermata["dove"] for fermata in fermate}
    page.locator("main svg a").first.focus()
    page.keyboard.press("Enter")
    pagina.aspetta(aree[0])


def test_paper_has_the_sheet_and_nothing_of_the_site_around_it(pagina, scheda):
    pagina.apri(scheda)
    pagina.page.emulate_media(media="print")
    nascosti = ["nav.menu", ".salta", ".briciole", ".piede-colonne", ".testata-sottile"]
    visibili = {s for s in nascosti for e in pagina.page.locator(s).all() if e.is_visible()}
    assert visibili == set()
    assert pagina.page.locator("h1").is_visible()
    assert any(numero.is_visible() for numero in pagina.page.locator("main a[href^='tel:']").all())


@pytest.mark.parametrize("nome", DA_PESARE)
def test_first_visit_is_light(pagina, esempi, nome):
    """All that goes over the line, headers included, with an empty cache, as the browser counts it."""
    cdp, pesi = pagina.page.context.new_cdp_session(pagina.page), []
    cdp.send("Network.enable")
    cdp.on("Network.loadingFinished", lambda evento: pesi.append(evento["encodedDataLength"]))
    assert pagina.apri(esempi[nome][0]) == 200
    pagina.page.wait_for_load_state("networkidle")
    assert len(pesi) >= 4, "page, style and two fonts"
    assert sum(pesi) <= PRIMA_VISITA, pesi
    assert pagina.foreste == []
