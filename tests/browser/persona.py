"""Somebody at a computer, for the paths that several people walk together."""

from django.test import Client


class Persona:
    """Somebody at a computer: opens paths of the portal, fills labels, presses buttons and links."""

    def __init__(self, browser, url):
        self.page = browser.new_context(locale="it-IT").new_page()
        self.page.set_default_timeout(20_000)
        self.url = url

    def apri(self, percorso):
        """Open a path, or a whole address; return its status."""
        return self.page.goto(percorso if percorso.startswith("http") else self.url + percorso).status

    def entra(self, utente):
        """Sign in as ``utente``."""
        client = Client()
        client.force_login(utente)
        valore = client.cookies["sessionid"].value
        self.page.context.add_cookies([{"name": "sessionid", "value": valore, "url": self.url}])

    def scrivi(self, **campi):
        """Fill fields by their names."""
        for nome, testo in campi.items():
            self.page.locator(f"main [name={nome}], #content [name={nome}]").first.fill(testo)

    def compila(self, campi):
        """Fill or choose ``campi`` {name: value}, whatever kind of control each is."""
        for nome, valore in campi.items():
            campo = self.page.locator(f'main [name="{nome}"], #content [name="{nome}"]').first
            if campo.evaluate("nodo => nodo.tagName") == "SELECT":
                campo.select_option(str(valore))
            elif campo.get_attribute("type") in ("checkbox", "radio"):
                self.page.locator(f'[name="{nome}"][value="{valore}"]').first.check()
            else:
                campo.fill(str(valore))

    def fa(self, percorso, bottone, campi=None):
        """Open a page, fill it, press its button; return the text of the page it leads to."""
        assert self.apri(percorso) == 200, percorso
        self.compila(campi or {})
        self.premi(bottone)
        return self.page.locator("main, #content").first.inner_text()

    def premi(self, nome, ruolo="button"):
        """Press a button, or follow a link, and wait for the page it leads to."""
        with self.page.expect_navigation():
            self.page.locator("main, #container").get_by_role(ruolo, name=nome).first.click()

    def legge(self):
        """Return the text of the page."""
        return self.page.locator("main").inner_text()
