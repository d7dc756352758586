"""The admin in a real browser: axe-core and the console find nothing, also when a form comes back."""

import pytest

pytestmark = pytest.mark.browser

ELENCHI = {
    "what is to do first, an action": "aderenti/organizzazione/",
    "many filters": "servizi/servizio/?da_fare=tutto",
    "nothing to do": "servizi/servizio/?da_fare=senza_area",
    "dates": "servizi/datascolastica/",
    "a search": "territorio/comune/?q=Valle",
    "counts beside the filters": "progetti/progetto/?_facets=True",
    "no filter": "servizi/gruppo/",
    "changes that wait": "core/proposta/?da_fare=tutto",
    "which fields wait": "core/campomoderato/",
    "reports": "servizi/segnalazione/?da_fare=tutto",
    "what is not found": "ricerca/ricercasenzaesito/che-cosa-non-si-trova/",
    "searches without results": "ricerca/ricercasenzaesito/",
}
SCHEDE = [
    "aderenti/organizzazione/",
    "alleanze/alleanzalocale/",
    "progetti/progetto/",
    "servizi/servizio/",
    "territorio/comune/",
]


@pytest.fixture(scope="session")
def sessione(sito):
    """Return the key of the session of an operator."""
    comando = "from tests.browser import gestione; gestione.stampa()"
    return sito.manage("shell", "-v0", "-c", comando).strip()


@pytest.fixture
def gestione(pagina, sessione):
    """Return a Pagina of the admin, for an operator."""
    pagina.entra(sessione)
    return pagina


def apri_la_prima(gestione, elenco):
    """Open the first row of a list; return its address."""
    gestione.apri(f"/admin/{elenco}?q=a")
    with gestione.page.expect_navigation():
        gestione.page.locator("#result_list tbody th a").first.click()
    return gestione.page.url.removeprefix(gestione.url).split("?")[0].removesuffix("change/")


def test_first_page(gestione):
    assert gestione.apri("/admin/") == 200
    assert gestione.difetti() == []
    with gestione.page.expect_navigation():
        gestione.page.get_by_role("link", name="adesioni da confermare").click()
    assert gestione.page.locator("#result_list").is_visible()


@pytest.mark.parametrize("elenco", ELENCHI.values(), ids=ELENCHI)
def test_list(gestione, elenco):
    assert gestione.apri(f"/admin/{elenco}") == 200
    assert gestione.difetti() == []


@pytest.mark.parametrize("elenco", SCHEDE)
def test_sheet_with_its_lines(gestione, elenco):
    apri_la_prima(gestione, elenco)
    assert gestione.page.locator(".submit-row input[name=_save]").is_visible()
    assert gestione.difetti() == []


def test_new_service_sent_empty(gestione):
    gestione.apri("/admin/servizi/servizio/add/")
    gestione.invia_vuoto("#servizio_form")
    assert gestione.page.locator(".errornote").is_visible()
    assert "Indica almeno un'area servita" in gestione.page.content()
    assert gestione.difetti() == []


def test_confirmation_sent_empty(gestione):
    gestione.apri("/admin/aderenti/organizzazione/")
    gestione.page.locator("#result_list input[type=checkbox]").nth(1).check()
    gestione.page.locator("select[name=action]").select_option("conferma")
    with gestione.page.expect_navigation():
        gestione.page.locator("button[name=index]").click()
    assert gestione.page.locator("input[name=data]").is_visible()
    assert gestione.difetti() == []
    gestione.page.errori.clear()  # axe-core writes styles to follow the @import of Django's forms.css
    gestione.invia_vuoto("#content form")
    assert gestione.page.locator(".errorlist").first.is_visible()
    assert gestione.difetti() == []


def test_history_and_a_past_version(gestione):
    gestione.apri(apri_la_prima(gestione, "servizi/servizio/") + "history/")
    assert gestione.difetti() == []
    with gestione.page.expect_navigation():
        gestione.page.locator("#change-history tbody a").first.click()
    assert gestione.page.get_by_role("button", name="Ripristina").is_visible()
    assert gestione.difetti() == []
