"""Saving a search in a real browser: what axe-core and the console say, the whole way without a script."""

import re

import pytest

pytestmark = pytest.mark.browser
NUOVA = "/ricerche-salvate/nuova/?q=nido&gratuito=si"


def salva(page, email):
    """Write an address in the form and send it."""
    page.get_by_label("Il tuo indirizzo e-mail").fill(email)
    premi(page, "Salva la ricerca")


def premi(page, bottone):
    with page.expect_navigation():
        page.get_by_role("button", name=bottone).click()


def collegamento(sito, email, fine):
    """Send the mail of the outbox; return the path of the link that ends so in the last one to an address."""
    sito.manage("invia_posta", "-v0")
    lettere = sorted(sito.posta.iterdir(), key=lambda file: file.stat().st_mtime)
    testi = [file.read_text() for file in lettere]
    testo = next(testo for testo in reversed(testi) if f"To: {email}" in testo)
    return re.search(rf"https?://[^/\s]+(/\S+/{fine}/)", testo.split("\n\n", 1)[1]).group(1)


def test_pages_have_no_defect_at_any_width(pagina, sito):
    """The form empty and wrong, the page after it, that of the e-mail before and after, the one to stop."""
    page, difetti = pagina.page, {}
    assert pagina.apri(NUOVA) == 200
    difetti["modulo"] = pagina.difetti()
    salva(page, "mamma")
    assert page.evaluate("document.activeElement.className") == "riepilogo-errori"
    difetti["errori"] = pagina.difetti()
    salva(page, "axe@example.org")
    pagina.aspetta("/ricerche-salvate/inviata/")
    difetti["inviata"] = pagina.difetti()
    assert pagina.apri(collegamento(sito, "axe@example.org", "conferma")) == 200
    difetti["conferma"] = pagina.difetti()
    premi(page, "Sì, avvisami")
    difetti["salvata"] = pagina.difetti()
    with page.expect_navigation():
        page.get_by_role("link", name="Ho cambiato idea").click()
    difetti["smetti"] = pagina.difetti()
    premi(page, "Cancella la ricerca")
    assert page.locator("h1").inner_text() == "Fatto: non ti scriveremo più"
    difetti["cancellata"] = pagina.difetti()
    assert {nome: trovati for nome, trovati in difetti.items() if trovati} == {}
    assert page.context.cookies() == []


def test_the_trap_cannot_be_reached(pagina):
    """Neither with the eyes nor with the keyboard."""
    page = pagina.page
    pagina.apri(NUOVA)
    assert not page.locator("[name=sito_web]").is_visible()
    page.get_by_label("Il tuo indirizzo e-mail").focus()
    for _fermata in range(2):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "submit"


def test_from_the_form_to_the_end_without_a_script(senza_script, sito):
    page = senza_script.page
    senza_script.apri(NUOVA)
    page.get_by_label("ogni giorno").check()
    salva(page, "senza@example.org")
    senza_script.aspetta("/ricerche-salvate/inviata/")
    senza_script.apri(collegamento(sito, "senza@example.org", "conferma"))
    assert page.locator(".lead").inner_text() == "«nido» · solo gratuiti"
    premi(page, "Sì, avvisami")
    assert page.locator("h1").inner_text() == "Fatto: la ricerca è salvata"
    assert "Ogni giorno guardiamo per te" in page.locator("main").inner_text()
    senza_script.apri(collegamento(sito, "senza@example.org", "disiscrivi"))
    premi(page, "Cancella la ricerca")
    assert page.locator("h1").inner_text() == "Fatto: non ti scriveremo più"
    assert page.context.cookies() == []
