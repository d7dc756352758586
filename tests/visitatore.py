"""A visitor of the served portal without a browser: keeps cookies, follows no redirect."""

import urllib.error
import urllib.request
from email.message import Message
from http.cookiejar import CookieJar
from typing import NamedTuple
from urllib.parse import urlencode

import html5lib

CONTROLLI = ("input", "select", "textarea")


class Risposta(NamedTuple):
    """What the portal answered."""

    stato: int
    intestazioni: Message
    corpo: bytes

    @property
    def testo(self):
        """Return the body as text."""
        return self.corpo.decode()


class _NessunRinvio(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


class Visitatore:
    """Ask the portal at ``url`` for pages; each request is a new connection, so any worker may answer."""

    def __init__(self, url):
        self.url = url
        self.biscotti = CookieJar()
        self._apri = urllib.request.build_opener(
            _NessunRinvio, urllib.request.HTTPCookieProcessor(self.biscotti)
        ).open

    def get(self, percorso, **intestazioni):
        """Return the response to a GET; ``if_none_match="…"`` is the header If-None-Match."""
        return self._chiedi(percorso, None, intestazioni)

    def post(self, percorso, dati, **intestazioni):
        """Return the response to a POST of ``dati``, a dict or a list of pairs."""
        intestazioni.setdefault("referer", self.url + percorso)
        return self._chiedi(percorso, urlencode(dati, doseq=True).encode(), intestazioni)

    def invia(self, percorso, modulo, **cambiati):
        """Fill the form with id ``modulo`` of a page as it stands, but for ``cambiati``, and send it."""
        campi = valori(self.get(percorso).testo, modulo)
        return self.post(percorso, campi | cambiati)

    def _chiedi(self, percorso, dati, intestazioni):
        nomi = {nome.replace("_", "-"): valore for nome, valore in intestazioni.items()}
        richiesta = urllib.request.Request(self.url + percorso, dati, nomi)
        try:
            with self._apri(richiesta, timeout=30) as risposta:
                return Risposta(risposta.status, risposta.headers, risposta.read())
        except urllib.error.HTTPError as risposta:
            with risposta:
                return Risposta(risposta.code, risposta.headers, risposta.read())


def valori(testo, modulo):
    """Return {name: list of values} that a browser would send for the form with id ``modulo``, no button."""
    radice = html5lib.parse(testo, namespaceHTMLElements=False)
    form = next(f for f in radice.iter("form") if f.get("id") == modulo)
    inviati = {}
    for controllo in form.iter():
        if controllo.tag in CONTROLLI and controllo.get("name") and controllo.get("disabled") is None:
            inviati.setdefault(controllo.get("name"), []).extend(_valori(controllo))
    return inviati


def _valori(controllo):
    if controllo.tag == "textarea":
        return ["".join(controllo.itertext()).removeprefix("\n")]
    if controllo.tag == "select":
        return [o.get("value", o.text) for o in controllo.iter("option") if o.get("selected") is not None]
    tipo = controllo.get("type", "text")
    if tipo in ("submit", "button", "file", "image", "reset"):
        return []
    if tipo in ("checkbox", "radio") and controllo.get("checked") is None:
        return []
    return [controllo.get("value", "on" if tipo == "checkbox" else "")]
