"""What the browser tests share: a page of the served portal that tells what is wrong with itself."""

import pytest
from axe_playwright_python.sync_playwright import Axe

LARGHEZZE = (1280, 320)
AXE = Axe()
ESAMINA = "axe.run({resultTypes: ['violations']}).then(esito => esito.violations)"


class Pagina:
    """A page of the portal in a real browser. ``foreste``: addresses asked of anyone else."""

    def __init__(self, page, url):
        self.page, self.url, self.foreste = page, url, []
        page.on("request", self._annota)

    def _annota(self, richiesta):
        if not richiesta.url.startswith((self.url, "data:")):
            self.foreste.append(richiesta.url)

    def apri(self, percorso):
        """Go to a path of the portal; return its status."""
        return self.page.goto(self.url + percorso).status

    def aspetta(self, percorso):
        """Wait until the browser is at this very path; the end of another address is not enough."""
        self.page.wait_for_url(self.url + percorso)

    def entra(self, sessione):
        """Sign in with the key of a session."""
        self.page.context.add_cookies([{"name": "sessionid", "value": sessione, "url": self.url}])

    def difetti(self):
        """Return what axe-core finds at each width, sideways scroll, console errors, foreign requests."""
        trovati = [*self.page.errori, *self.foreste]
        for larghezza in LARGHEZZE:
            self.page.set_viewport_size({"width": larghezza, "height": 900})
            for violazione in self._violazioni():
                dove = [nodo["target"] for nodo in violazione["nodes"]][:3]
                trovati.append(f"{larghezza}: {violazione['id']} {dove}")
            if self.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                trovati.append(f"{larghezza}: scorre di lato")
        return trovati

    def _violazioni(self):
        """Return what axe-core finds in the page as it is; the script goes into a document once."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE.axe_script)
        return self.page.evaluate(ESAMINA)

    def invia_vuoto(self, modulo):
        """Send a form with every text empty and nothing chosen, past the browser's own checks."""
        self.page.eval_on_selector(modulo, SVUOTA)
        with self.page.expect_navigation():
            self.page.eval_on_selector(modulo, INVIA)


INVIA = "form => form.requestSubmit(form.querySelector('[type=submit]'))"
SVUOTA = """form => {
    form.noValidate = true;
    for (const campo of form.elements) {
        if (['checkbox', 'radio'].includes(campo.type)) campo.checked = false;
        else if (!['hidden', 'submit', 'button'].includes(campo.type)) campo.value = '';
    }
}"""


@pytest.fixture
def pagina(page, sito):
    """Return a Pagina of the served portal, of a new visitor."""
    return Pagina(page, sito.url)


@pytest.fixture
def senza_script(browser, sito):
    """Return a Pagina of a browser that runs no script, on a phone."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.errori = []
    yield Pagina(page, sito.url)
    context.close()
