"""Texts that try to run a script, wherever somebody writes: none runs, with the CSP and without."""

import pytest
from django.urls import reverse

from tests.browser.persona import Persona
from tests.factories import make_utente
from tests.imprese.fabbriche import make_scheda_fiscale
from tests.imprese.fabbriche_formazione import make_percorso
from tests.imprese.fabbriche_pratiche import make_pratica
from tests.redazione.fabbriche import make_data_evento, make_evento, make_notizia, make_voce_faq
from tests.rete.moduli import pagina_di

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning"),
]
COLPO = "document.documentElement.dataset.colpito='si'"
RIGHE = (
    f"<script>{COLPO}</script>",
    f'<img src="x" onerror="{COLPO}">',
    f'<svg onload="{COLPO}"></svg>',
    f'<details open ontoggle="{COLPO}"><summary>apri</summary></details>',
    f'<iframe srcdoc="<script>parent.{COLPO}</script>"></iframe>',
    f'<a href="javascript:{COLPO}">tocca</a>',
    f"[tocca](javascript:{COLPO})",
    f"[tocca](JaVaScRiPt&#58;{COLPO})",
    f"[tocca](data:text/html,<script>{COLPO}</script>)",
    f'[tocca](https://example.org "x" onmouseover="{COLPO}")',
    f'![](x" onerror="{COLPO})',
    f"`</code><script>{COLPO}</script>`",
    f"</title></style></textarea></script><script>{COLPO}</script>",
    f"<style>@import 'javascript:{COLPO}';</style>",
    f'<form><button formaction="javascript:{COLPO}">manda</button></form>',
    f'{{{{ constructor.constructor("{COLPO}")() }}}}',
)
TESTO = "\n\n".join(RIGHE)
TITOLO = f"</title><script>{COLPO}</script>"
CORTO = f'"><img src=x onerror={COLPO}>'


@pytest.fixture(autouse=True)
def indirizzo(settings, live_server):
    """Say who serves: the head of every page is kept, whole address included."""
    settings.SITE_URL = live_server.url


@pytest.fixture
def righe(db):
    """Return rows whose every text is hostile."""
    notizia = make_notizia(titolo=TITOLO, sommario=CORTO, testo=TESTO)
    make_voce_faq(domanda=f"{TITOLO}?", risposta=TESTO)
    evento = make_evento(date=0, titolo=TITOLO, sommario=CORTO, testo=TESTO, luogo=CORTO, per_chi=CORTO)
    make_data_evento(evento, nota=CORTO)
    pratica = make_pratica(
        titolo=TITOLO, impresa=CORTO, bisogno=TESTO, misure=TESTO, passi=TESTO, da_copiare=TESTO
    )
    percorso = make_percorso(titolo=TITOLO, sommario=CORTO, programma=TESTO, luogo=CORTO)
    return [notizia, evento, pratica, percorso, make_scheda_fiscale(titolo=TITOLO, testo=TESTO)]


@pytest.fixture
def pagine(righe):
    """Return the addresses of the public pages that show them."""
    *schede, fiscale = righe
    fisse = ("redazione:faq", "notizie:list", "eventi:list", "imprese:practices", "imprese:courses")
    return [
        *(riga.get_absolute_url() for riga in schede),
        reverse("imprese:topic", args=[fiscale.tema.code.lower()]),
        *(reverse(nome) for nome in fisse),
        f"{reverse('rete:search')}?q=script",
    ]


def prova_tutto(page, url, indirizzi):
    """Open pages, touch every link and button whose text is ours; return those where something ran."""
    colpite = []
    for indirizzo in indirizzi:
        assert page.goto(url + indirizzo).status == 200, indirizzo
        for parola in ("tocca", "apri", "manda"):
            for nodo in page.locator("main, #content").get_by_text(parola, exact=True).all():
                nodo.dispatch_event("mouseover")
                if nodo.evaluate("nodo => !nodo.closest('a') || !nodo.closest('a').href.startsWith('http')"):
                    nodo.dispatch_event("click")
        page.wait_for_load_state()
        if page.evaluate("document.documentElement.dataset.colpito || ''"):
            colpite.append(indirizzo)
    return colpite


@pytest.mark.parametrize("senza_csp", [False, True], ids=["with the CSP", "with the sanitiser alone"])
def test_no_stored_script_runs(browser, live_server, pagine, senza_csp):
    context = browser.new_context(bypass_csp=senza_csp)
    page = context.new_page()
    assert prova_tutto(page, live_server.url, pagine) == []
    context.close()


def test_no_stored_script_runs_in_the_admin(browser, live_server, righe):
    chi = Persona(browser, live_server.url)
    chi.entra(make_utente(is_staff=True, is_superuser=True))
    nomi = [f"admin:{riga._meta.app_label}_{riga._meta.model_name}" for riga in righe]
    indirizzi = [reverse(f"{nome}_changelist") for nome in nomi] + [pagina_di(riga) for riga in righe]
    assert prova_tutto(chi.page, live_server.url, indirizzi) == []


def test_the_trap_would_tell(browser, live_server, db):
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(f"{live_server.url}{reverse('redazione:faq')}")
    page.evaluate(
        "riga => document.querySelector('main').innerHTML = riga", f'<img src="x" onerror="{COLPO}">'
    )
    page.wait_for_function("document.documentElement.dataset.colpito === 'si'")
    context.close()
