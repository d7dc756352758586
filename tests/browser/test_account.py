"""Every account page and form in a real browser, also sent empty: axe-core and the console find nothing."""

import json

import pytest
from django.urls import get_resolver, reverse

from tests.browser.conftest import Pagina
from tests.rete.test_permessi import nomi
from tests.utenti.totp import codice

pytestmark = pytest.mark.browser

# Who opens each page (tests/browser/conti.py); "" is a visitor who has not signed in.
CHI_APRE = {
    "account_login": "",
    "account_signup": "",
    "account_inactive": "",
    "account_email_verification_sent": "",
    "account_confirm_email": "",
    "account_reset_password": "",
    "account_reset_password_done": "",
    "account_reset_password_from_key": "",
    "account_reset_password_from_key_done": "",
    "account_logout": "semplice",
    "account_reauthenticate": "semplice",
    "account_email": "semplice",
    "account_change_password": "semplice",
    "account_set_password": "senza",
    "mfa_index": "completa",
    "mfa_activate_totp": "semplice",
    "mfa_deactivate_totp": "completa",
    "mfa_view_recovery_codes": "completa",
    "mfa_generate_recovery_codes": "completa",
    "mfa_list_webauthn": "completa",
    "mfa_reauthenticate": "completa di ieri",
    "rete:account": "semplice",
    "rete:area": "semplice",
}
SENZA_PAGINA = {
    "account_confirm_login_code",  # not in use: sends to the login
    "mfa_download_recovery_codes",  # a file
    # opened by the tests of the authenticator app and of the security key
    "mfa_authenticate",
    "mfa_add_webauthn",
    "mfa_edit_webauthn",
    "mfa_remove_webauthn",
    "mfa_reauthenticate_webauthn",
}
CHIAVETTA = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
}
MODULO = "main form[method=post]:has(input:not([type=hidden]), select, textarea)"


@pytest.fixture(scope="session")
def conti(sito):
    """Return what tests/browser/conti.py prints."""
    return json.loads(sito.manage("shell", "-v0", "-c", "from tests.browser import conti; conti.stampa()"))


def test_every_account_page_is_here():
    di_account = {nome for nome in nomi(get_resolver()) if nome.startswith(("account_", "mfa_"))}
    assert set(CHI_APRE) | SENZA_PAGINA == di_account | {"rete:account", "rete:area"}


@pytest.mark.parametrize("nome", CHI_APRE)
def test_account_page(pagina, conti, nome):
    if CHI_APRE[nome]:
        pagina.entra(conti["sessioni"][CHI_APRE[nome]])
    percorso = reverse(nome, kwargs=conti["parametri"].get(nome))
    assert pagina.apri(percorso) == 200
    arrivo = pagina.page.url.removeprefix(pagina.url)
    assert arrivo == percorso or nome == "account_reset_password_from_key", arrivo
    assert pagina.difetti() == []
    if pagina.page.locator(MODULO).count():
        pagina.invia_vuoto(f":nth-match({MODULO}, 1)")
        assert pagina.page.locator(".riepilogo-errori").is_visible()
        assert pagina.difetti() == []


def scrivi_password(pagina, indirizzo):
    """Sign in on the login page, as far as the password."""
    pagina.apri(reverse("account_login"))
    pagina.page.get_by_label("Indirizzo e-mail").fill(indirizzo)
    pagina.page.get_by_label("Password").fill("parola-di-prova")
    pagina.page.get_by_role("button", name="Entra").click()


def test_signing_in_with_the_authenticator_app(pagina, conti):
    """The page of the code, a wrong code, the right one: as a person does."""
    page = pagina.page
    scrivi_password(pagina, "completa@browser.example")
    pagina.aspetta(reverse("mfa_authenticate"))
    assert pagina.difetti() == []
    page.get_by_label("Codice").fill("000000")
    page.keyboard.press("Enter")
    page.get_by_text("Codice errato.").first.wait_for()
    assert pagina.difetti() == []
    page.get_by_label("Codice").fill(codice(conti["segreto"]))
    page.keyboard.press("Enter")
    pagina.aspetta(reverse("rete:area"))


@pytest.fixture
def con_chiavetta(page, sito):
    """Return a Pagina with a security key plugged in; a key belongs to a name, which an IP address is not."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": CHIAVETTA})
    return Pagina(page, sito.url.replace("127.0.0.1", "localhost"))


def test_a_security_key_from_the_first_day_to_the_last(con_chiavetta, conti):
    """Added, renamed, used to confirm who is there and to sign in, removed."""
    page, vai = con_chiavetta.page, con_chiavetta.apri
    con_chiavetta.entra(conti["sessioni"]["chiave"])
    vai(reverse("mfa_add_webauthn"))
    assert con_chiavetta.difetti() == []
    page.get_by_label("Nome della chiave").fill("chiavetta")
    page.get_by_role("button", name="Aggiungi").click()
    con_chiavetta.aspetta(reverse("mfa_view_recovery_codes"))
    vai(reverse("mfa_list_webauthn"))
    assert con_chiavetta.difetti() == []
    page.get_by_role("link", name="Rinomina").click()
    page.get_by_label("Nome della chiave").wait_for()
    assert con_chiavetta.difetti() == []
    con_chiavetta.invia_vuoto("main form")
    assert con_chiavetta.difetti() == []
    page.get_by_label("Nome della chiave").fill("chiavetta dell’ufficio")
    with page.expect_navigation():
        page.get_by_role("button", name="Salva").click()
    page.get_by_role("link", name="Togli chiavetta dell’ufficio").click()
    page.get_by_role("button", name="Togli la chiave").wait_for()
    assert con_chiavetta.difetti() == []
    togli = page.url

    con_chiavetta.entra(conti["sessioni"]["chiave di ieri"])
    vai(reverse("mfa_reauthenticate_webauthn") + "?next=" + reverse("mfa_list_webauthn"))
    assert con_chiavetta.difetti() == []
    page.get_by_role("button", name="Usa la chiave").click()
    con_chiavetta.aspetta(reverse("mfa_list_webauthn"))

    page.context.clear_cookies()
    scrivi_password(con_chiavetta, "chiave@browser.example")
    page.get_by_role("button", name="Usa una chiave di sicurezza").wait_for()
    assert con_chiavetta.difetti() == []
    page.get_by_role("button", name="Usa una chiave di sicurezza").click()
    con_chiavetta.aspetta(reverse("rete:area"))

    con_chiavetta.entra(conti["sessioni"]["chiave"])
    page.goto(togli)
    page.get_by_role("button", name="Togli la chiave").click()
    con_chiavetta.aspetta(reverse("mfa_list_webauthn"))
    assert page.get_by_text("Non hai chiavi di sicurezza.").is_visible()
