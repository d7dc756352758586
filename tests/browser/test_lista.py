"""The shortlist in a real browser: kept there by the script, in the address without it, on paper."""

import pytest

from ricerca import lista
from tests import pubbliche
from tests.browser.conftest import Pagina
from tests.visitatore import Visitatore

pytestmark = pytest.mark.browser
BLOCCA = """Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("refused", "SecurityError") }
})"""


@pytest.fixture(scope="session")
def schede(sito):
    """Return the paths of three sheets of services."""
    tutte = pubbliche.nella_sitemap(Visitatore(sito.url))
    return [percorso for percorso in tutte if percorso.startswith("/servizi/") and percorso != "/servizi/"][
        :3
    ]


def metti(pagina, scheda, come=lambda bottone: bottone.click()):
    """Open a sheet and put it in the list; return its title."""
    pagina.apri(scheda)
    bottone = pagina.page.get_by_role("button", name="Metti in lista")
    come(bottone)
    pagina.page.locator(".in-lista[aria-pressed=true]").wait_for()
    return pagina.page.locator("h1").inner_text()


def titoli(pagina):
    return pagina.page.locator(".lista-servizio h2 a").all_inner_texts()


def tenute(pagina):
    """Return the identifiers kept in the browser."""
    return pagina.page.evaluate("JSON.parse(localStorage.getItem('lista'))")


def test_two_services_from_their_sheets_to_the_list_and_back(pagina, schede):
    page = pagina.page
    primo = metti(pagina, schede[1])
    assert page.get_by_role("status").inner_text() == "Messo nella lista."
    assert page.locator(".in-lista").inner_text().startswith("Nella lista")
    assert pagina.difetti() == []
    secondo = metti(pagina, schede[0], lambda bottone: bottone.press(" "))
    page.get_by_role("link", name="La mia lista (2)").click()
    page.get_by_role("heading", name="La tua lista: 2 servizi").wait_for()
    assert titoli(pagina) == [primo, secondo]
    assert not page.get_by_role("button", name="Tieni questa lista").is_visible()
    assert pagina.difetti() == []
    page.locator("[data-togli]").first.click()
    page.get_by_role("heading", name="La tua lista: 1 servizio").wait_for()
    assert titoli(pagina) == [secondo]
    assert len(tenute(pagina)) == 1
    pagina.apri("/lista/")
    page.get_by_role("heading", name="La tua lista: 1 servizio").wait_for()
    pagina.apri(schede[0])
    page.get_by_role("button", name="Nella lista").click()
    assert page.get_by_role("status").inner_text() == "Tolto dalla lista."
    assert (tenute(pagina), page.locator(".lista-mia").is_visible()) == ([], False)
    pagina.apri("/lista/")
    assert page.get_by_text("La lista è vuota").is_visible()
    assert page.context.cookies() == []


def test_a_list_received_by_message_can_be_kept_and_copied(pagina, schede):
    page = pagina.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    metti(pagina, schede[2])
    mia = tenute(pagina)
    altrui = [mia[0] + 1_000_000, *mia]
    pagina.apri(lista.indirizzo(altrui))
    page.get_by_role("button", name="Copia l’indirizzo").click()
    page.get_by_text("Indirizzo copiato.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    page.get_by_role("button", name="Tieni questa lista").click()
    page.get_by_role("link", name="La mia lista (2)").wait_for()
    assert tenute(pagina) == altrui
    assert not page.get_by_role("button", name="Tieni questa lista").is_visible()


def test_the_thirty_first_service_is_refused_in_words(pagina, schede):
    pagina.apri(schede[0])
    pagina.page.evaluate(f"localStorage.setItem('lista', '{[n + 10**6 for n in range(30)]}')")
    pagina.page.reload()
    pagina.page.get_by_role("button", name="Metti in lista").click()
    assert "La lista è piena" in pagina.page.get_by_role("status").inner_text()
    assert len(tenute(pagina)) == 30


@pytest.mark.parametrize("sporco", ["{", "null", '"x"', '{"a": 1}', '["x", 1.5, null]'])
def test_rubbish_in_the_browser_is_an_empty_list(pagina, schede, sporco):
    pagina.page.add_init_script(f"localStorage.lista ??= {sporco!r}")
    pagina.apri(schede[0])
    assert not pagina.page.locator(".lista-mia").is_visible()
    metti(pagina, schede[0])
    assert len(tenute(pagina)) == 1
    assert pagina.page.errori == []


def test_where_storage_is_refused_the_link_does_its_work(pagina, schede):
    pagina.page.add_init_script(BLOCCA)
    pagina.apri(schede[0])
    titolo = pagina.page.locator("h1").inner_text()
    pagina.page.get_by_role("link", name="Metti in lista").click()
    pagina.page.get_by_role("heading", name="La tua lista: 1 servizio").wait_for()
    assert titoli(pagina) == [titolo]
    assert pagina.difetti() == []


def test_without_a_script_the_address_holds_the_list(browser, sito, schede):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 800})
    page = context.new_page()
    page.errori = []
    pagina = Pagina(page, sito.url)
    pagina.apri(schede[0])
    titolo = page.locator("h1").inner_text()
    with page.expect_navigation():
        page.get_by_role("link", name="Metti in lista").click()
    assert titoli(pagina) == [titolo]
    solo_con_script = page.locator(".lista-azioni button, .lista-mia").all()
    assert [elemento for elemento in solo_con_script if elemento.is_visible()] == []
    token = page.url.split("/")[-2]
    pagina.apri(f"{schede[1].replace('/servizi/', '/lista/aggiungi/', 1)}?lista={token}")
    assert titoli(pagina)[0] == titolo
    with page.expect_navigation():
        page.locator("[data-togli]").first.click()
    assert len(titoli(pagina)) == 1
    assert context.cookies() == []
    context.close()


def test_paper_has_the_numbers_and_nothing_to_click(pagina, schede):
    metti(pagina, schede[0])
    pagina.page.get_by_role("link", name="La mia lista").click()
    pagina.page.locator(".lista-servizio").wait_for()
    pagina.page.emulate_media(media="print")
    for selettore in (".lista-azioni", ".lista-togli", ".azioni", ".lista-mia-posto", ".menu"):
        assert not pagina.page.locator(selettore).first.is_visible(), selettore
    assert pagina.page.locator(".fatti-numero").first.is_visible()
    assert pagina.page.locator(".lista-indirizzo").inner_text().endswith(pagina.page.url)


@pytest.mark.parametrize("percorso", ["/lista/non-vale/", "/lista/aggiungi/{slug}/?lista={piena}"])
def test_pages_of_the_list_that_say_no(pagina, schede, percorso):
    piena = lista.scrivi(list(range(10_000_000, 10_000_000 + lista.MASSIMO)))
    if pagina.apri(percorso.format(slug=schede[0].split("/")[2], piena=piena)) == 404:
        pagina.page.errori.pop()
    assert pagina.page.locator("h1").inner_text() in ("Questa lista non si apre", "La lista è piena")
    assert pagina.difetti() == []


def test_the_printed_guide_begins_with_its_contents_and_leaves_the_site_out(pagina):
    pagina.apri("/guida/tirano/")
    pagina.page.emulate_media(media="print")
    for selettore in (".menu", ".briciole", ".azioni", ".guida-consiglio", ".piede-corpo"):
        assert not pagina.page.locator(selettore).first.is_visible(), selettore
    sommario, voce = (pagina.page.locator(s).first for s in (".guida-sommario", ".guida-voce"))
    assert sommario.bounding_box()["y"] < voce.bounding_box()["y"]
    assert voce.evaluate("e => getComputedStyle(e).breakInside") == "avoid"
