"""Public pages ready in memory: answered before Django, or with a 304, as long as they are those of today.

``PaginePronte`` wraps the WSGI application. It answers from its own copies; ``core.middleware`` fills them
with finished responses, which carry every security header. See docs/adr/0003-content-version.md.
"""

from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from django.conf import settings
from django.db import DatabaseError
from django.http.request import split_domain_port, validate_host
from django.utils import timezone

from core import scadenze, versione
from core.deposito import Deposito
from core.letture import Letture
from core.rilascio import impronta_rilascio

BYTE_PAGINE, VOCI_PAGINE = 48 * 2**20, 8_000
BYTE_RICERCHE, VOCI_RICERCHE = 8 * 2**20, 4_000  # many are suggestions, a few hundred bytes each
PESO_DOMANDA = 500  # bytes: the SQL is shared by the pages of a view, parameters and digest are not
RICHIESTA_LUNGA = 1024  # characters: a longer query string is answered and not kept
CODIFICHE = ("br", "gzip")  # best first
PRONTE = "core.pagine.pronte"  # where Django finds, in the request, the PaginePronte in front of it


class Copia(NamedTuple):
    """A finished response: its edition, ETag, headers as WSGI wants them, body, queries."""

    edizione: str
    marca: str
    intestazioni: list
    corpo: bytes
    letture: Letture | None


class PaginePronte:
    """Answer public pages from memory; pass every other request to ``applicazione``."""

    def __init__(self, applicazione):
        self.applicazione = applicazione
        self.pagine = Deposito(massimo_byte=BYTE_PAGINE, massimo_voci=VOCI_PAGINE)
        self.ricerche = Deposito(massimo_byte=BYTE_RICERCHE, massimo_voci=VOCI_RICERCHE)

    def __call__(self, environ, start_response):
        """Answer a WSGI request."""
        if not settings.DEBUG and environ["REQUEST_METHOD"] in ("GET", "HEAD"):
            pronta = self._pronta(environ)
            if pronta is not None:
                stato, intestazioni, corpo = pronta
                start_response(stato, intestazioni)
                return [corpo if environ["REQUEST_METHOD"] == "GET" else b""]
            environ[PRONTE] = self
        return self.applicazione(environ, start_response)

    def _pronta(self, environ):
        """Return (status, headers, body) when no view is needed. One query, and only when there is hope."""
        dove = indirizzo(environ)
        richiesto = environ.get("HTTP_IF_NONE_MATCH", "")
        copia = self._deposito(dove).prendi((*dove, codifica_accettata(environ)))
        if copia is None and not (richiesto and _nostro(dove[1])):
            return None
        adesso = edizione(versione.leggi())
        if adesso is None:
            return None
        marca = richiesto and etag(adesso, dove)
        if richiesto and marca[2:] in richiesto:
            return _non_modificata(marca)
        copia = copia and self._aggiornata(copia, adesso, environ)
        if copia is None:
            return None
        if richiesto and copia.marca[2:] in richiesto:
            return _non_modificata(copia.marca)
        return "200 OK", list(copia.intestazioni), copia.corpo

    def _aggiornata(self, copia, adesso, environ):
        """Return the copy if it is of this edition, or would be made the same today; else None."""
        if copia.edizione == adesso:
            return copia
        if copia.letture is None or _momento(copia.edizione) != _momento(adesso):
            return None
        letture = copia.letture.riviste()
        if letture is None:
            return None
        copia = copia._replace(edizione=adesso, letture=letture)
        self.tieni(environ, copia)
        return copia

    def tieni(self, environ, copia):
        """Keep a finished response for whoever asks for the same address in the same encoding."""
        dove = indirizzo(environ)
        if len(dove[3]) <= RICHIESTA_LUNGA:
            domande = copia.letture.domande if copia.letture else ()
            peso = len(copia.corpo) + RICHIESTA_LUNGA + PESO_DOMANDA * len(domande)
            self._deposito(dove).metti((*dove, codifica_accettata(environ)), copia, peso)

    def _deposito(self, dove):
        return self.ricerche if dove[3] else self.pagine


def _non_modificata(marca):
    intestazioni = [("ETag", marca), ("Cache-Control", "no-cache"), ("Vary", "Accept-Encoding")]
    return "304 Not Modified", intestazioni, b""


def _momento(di_edizione):
    """Return the day of an edition and the instants past: a page of another one is made again."""
    return di_edizione.rpartition("/")[2]


def indirizzo(environ):
    """Return (scheme, host, path, query) of a request, the query with its parameters in a fixed order."""
    return (
        _schema(environ),
        environ.get("HTTP_HOST", ""),
        environ.get("SCRIPT_NAME", "") + environ["PATH_INFO"],
        _ordinata(environ.get("QUERY_STRING", "")),
    )


def _schema(environ):
    """Return the scheme that Django would see behind a proxy."""
    if settings.SECURE_PROXY_SSL_HEADER:
        nome, sicuro = settings.SECURE_PROXY_SSL_HEADER
        if nome in environ:
            return "https" if environ[nome].partition(",")[0].strip() == sicuro else "http"
    return environ["wsgi.url_scheme"]


def _ordinata(query):
    """Sort parameters by name; the order of repeated ones has a meaning and stays."""
    if "&" not in query:
        return query
    return "&".join(sorted(query.split("&"), key=lambda coppia: coppia.partition("=")[0]))


@lru_cache(maxsize=256)
def _nostro(host):
    """Return whether Django would accept the Host header."""
    return validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS)


def edizione(token):
    """Return what dates a page, or None when nothing may be kept.

    Content version, day in Italy, and how many of the instants at which pages change by themselves are past
    (``core.scadenze``).
    """
    if not token:
        return token
    giorno = timezone.localdate()
    try:
        return f"{token}/{giorno}+{scadenze.passate(token, giorno)}"
    except DatabaseError:
        return None


def rileggi_edizione(request):
    """Date a page from now: for a view that has just brought up to date what it is about to read."""
    request.META.pop(versione.CHIAVE_TABELLE, None)
    request.edizione = edizione(versione.tabelle_della_pagina(request).get(""))


def etag(adesso, dove):
    """Return the weak ETag of the address ``dove`` in the edition ``adesso``."""
    testo = "\n".join((adesso, impronta_rilascio(), *dove))
    return f'W/"{blake2b(testo.encode(errors="surrogateescape"), digest_size=12).hexdigest()}"'


def codifica_accettata(environ):
    """Return the best of "br", "gzip" and "" (none) that the request accepts."""
    return _codifica(environ.get("HTTP_ACCEPT_ENCODING", ""))


@lru_cache(maxsize=256)
def _codifica(accept_encoding):
    accettate = set()
    for voce in accept_encoding.lower().split(","):
        nome, _, parametri = voce.partition(";")
        if parametri.replace(" ", "").rstrip("0.") != "q=":
            accettate.add(nome.strip())
    return next((nome for nome in CODIFICHE if nome in accettate), "")
