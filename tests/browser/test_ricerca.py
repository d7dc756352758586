"""The search in every state a parent may meet: axe-core finds nothing, at 320 and 1280 px."""

from datetime import date

import pytest

pytestmark = pytest.mark.browser

LUGLIO = date(date.today().year + (date.today().month > 6), 7, 5)
STATI = {
    "corrected": "q=asillo+nido",
    "ambiguous": "q=asilo",
    "hours left out": "q=badante+sabato",
    "words left out": "q=portare+papà+alla+dialisi",
    "hours understood": "q=nido+che+apre+alle+7",
    "home and work": "casa=grosio&lavoro=tirano",
    "the nearest": "q=maggiordomo&casa=Chiuro",
    "nothing at all": "q=zzzqqq",
    "a birth month": "nascita=2025-03",
    "a week": f"casa=grosio&settimana={LUGLIO}&eta_mesi=96",
    "open now": "aperto_ora=si",
    "wrong everywhere": "casa=Grosoi&eta_mesi=-3&nascita=ieri&settimana=mai&dalle=99&alle=x&giorno=8",
    "an age told twice": "nascita=2025-03&eta_mesi=36",
    "a distance from nowhere": "ordina=distanza",
}


def apri_tutti(page):
    """Open every part of the form that opens."""
    page.eval_on_selector_all("details", "parti => parti.forEach(parte => { parte.open = true })")


@pytest.mark.parametrize("stato", STATI)
def test_every_state_of_the_list_with_its_filters_open(pagina, stato):
    assert pagina.apri(f"/servizi/?{STATI[stato]}") == 200
    apri_tutti(pagina.page)
    assert pagina.difetti() == []


def test_filters_add_up_and_are_taken_away_without_a_script(senza_script):
    """What and where, then an age and a day; each leaves with a tap on its word."""
    page = senza_script.page
    senza_script.apri("/servizi/")
    page.get_by_label("Che cosa cerchi").fill("nido")
    page.get_by_label("Il comune dove abiti").fill("Tirano")
    with page.expect_navigation():
        page.get_by_role("button", name="Trova").click()
    assert page.locator("#risultati").inner_text() == "2 servizi per chi abita a Tirano"
    page.get_by_text("Tutti i filtri", exact=True).click()
    page.get_by_text("Quando", exact=True).click()
    page.get_by_label("Apre presto").select_option("07:30")
    with page.expect_navigation():
        page.get_by_role("button", name="Mostra i servizi").click()
    assert "dalle=07%3A30" in page.url
    scelti = page.locator(".scelti li").all_inner_texts()
    assert [testo.replace("Togli il filtro:", "").strip() for testo in scelti] == [
        "«nido»",
        "Tirano",
        "apre entro le 7:30",
    ]
    with page.expect_navigation():
        page.locator(".scelti a").last.click()
    assert page.locator("#risultati").inner_text() == "2 servizi per chi abita a Tirano"


def test_a_choice_finds_as_many_services_as_it_says(senza_script):
    page = senza_script.page
    senza_script.apri("/servizi/?casa=sondrio")
    page.get_by_text("Tutti i filtri", exact=True).click()
    page.get_by_text("Che cosa", exact=True).click()
    menu = page.get_by_label("Bisogno")
    annunciati = menu.locator("option").all_inner_texts()[1]
    menu.select_option(index=1)
    with page.expect_navigation():
        page.get_by_role("button", name="Mostra i servizi").click()
    numero = page.locator("#risultati").inner_text().split()[0]
    assert annunciati.endswith(f"({numero})")
