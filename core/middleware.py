"""Public pages: the same for every visitor, compressed once, answered from memory or with a 304.

``PaginePubblicheMiddleware`` is the outermost middleware: what it keeps is the final response, with every
security header the others have set. See docs/adr/0003-content-version.md.
"""

import gzip
import logging
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

import brotli
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpResponse, HttpResponseNotModified
from django.middleware.gzip import GZipMiddleware
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from core import versione
from core.deposito import Deposito
from core.rilascio import impronta_rilascio

logger = logging.getLogger(__name__)

BYTE_PAGINE, VOCI_PAGINE = 48 * 2**20, 8_000
BYTE_RICERCHE, VOCI_RICERCHE = 8 * 2**20, 1_000
TIPI_TENUTI = {"text/html", "text/plain", "application/xml", "text/xml"}
COMPRESSORI = {
    "br": lambda corpo: brotli.compress(corpo, mode=brotli.MODE_TEXT, quality=5),
    "gzip": lambda corpo: gzip.compress(corpo, compresslevel=6, mtime=0),
}
RICHIESTA_LUNGA = 1024  # a longer query string is answered and not kept
CORPO_BREVE = 200  # bytes: compressing less gains nothing


class PaginaNonPubblicaError(Exception):
    """A page marked public has read or written something of its visitor."""


class Copia(NamedTuple):
    """A finished response: ``edizione`` says of which content and day it is."""

    edizione: str
    intestazioni: dict
    corpo: bytes


class PaginePubblicheMiddleware:
    """Answer public pages from memory while the content version and the day are those of the copy."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.attivo = not settings.DEBUG
        self.pagine = Deposito(massimo_byte=BYTE_PAGINE, massimo_voci=VOCI_PAGINE)
        self.ricerche = Deposito(massimo_byte=BYTE_RICERCHE, massimo_voci=VOCI_RICERCHE)

    def __call__(self, request):
        """Answer with a copy or a 304 when there is one, else pass on and keep what comes back."""
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        request.indirizzo = indirizzo(request)
        if self.attivo:
            pronta = self._pronta(request)
            if pronta is not None:
                return pronta
        response = self.get_response(request)
        if getattr(request, "pubblica", False):
            self._chiudi(request, response)
        return response

    def process_view(self, request, view_func, view_args, view_kwargs):
        """Mark the request of a public view, and read the version before anything is rendered."""
        if getattr(view_func, "pubblica", False) and request.method in ("GET", "HEAD"):
            request.pubblica = True
            request.COOKIES = {}
            if not hasattr(request, "edizione"):
                request.edizione = edizione()

    def _pronta(self, request):
        """Return the response that needs no view, or None. One query, and only when there is hope."""
        richiesto = request.META.get("HTTP_IF_NONE_MATCH", "")
        chiave = self._chiave(request)
        copia = self._deposito(request).prendi(chiave)
        if copia is None and not richiesto:
            return None
        request.get_host()  # refuses a host that is not ours, as the view would
        request.edizione = edizione()
        if request.edizione is None:
            return None
        if richiesto:
            marca = etag(request)
            if marca[2:] in richiesto:
                return _non_modificata(marca)
        if copia is None or copia.edizione != request.edizione:
            return None
        return _da_copia(copia, request.method)

    def _chiudi(self, request, response):
        """Give a fresh public response its headers, compress it and keep it when it may be kept."""
        motivo = tocca_visitatore(request, response)
        if motivo:
            self._denuncia(request, motivo)
            return
        codifica = codifica_accettata(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        response.headers.setdefault("Cache-Control", "no-cache")
        patch_vary_headers(response, ["Accept-Encoding"])
        if response.streaming:
            return
        comprimi(response, codifica)
        if request.edizione is None or not _da_tenere(response):
            return
        response.headers["ETag"] = etag(request)
        if self.attivo and request.method == "GET" and len(request.indirizzo[3]) <= RICHIESTA_LUNGA:
            copia = Copia(request.edizione, dict(response.headers), response.content)
            self._deposito(request).metti(self._chiave(request), copia, len(copia.corpo) + RICHIESTA_LUNGA)

    def _denuncia(self, request, motivo):
        if settings.PAGINE_PUBBLICHE_SEVERE:
            raise PaginaNonPubblicaError(f"{request.path}: {motivo}")
        logger.error("public page touches its visitor, not cached: %s (%s)", request.path, motivo)

    def _deposito(self, request):
        return self.ricerche if request.indirizzo[3] else self.pagine

    def _chiave(self, request):
        return (*request.indirizzo, codifica_accettata(request.META.get("HTTP_ACCEPT_ENCODING", "")))


class GZipRiservataMiddleware(GZipMiddleware):
    """Django's compression for the pages that are not public: those are compressed once, by the cache."""

    def process_response(self, request, response):
        """Leave public pages as they are."""
        if getattr(request, "pubblica", False):
            return response
        return super().process_response(request, response)


class AccessoMiddleware(LoginRequiredMiddleware):
    """Django's login by default; on a public page it does not even ask who the visitor is."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        """Let public views through; Django's own would read the session first."""
        if getattr(view_func, "pubblica", False):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)


def indirizzo(request):
    """Return (scheme, host, path, query) of a request, the query with its parameters in a fixed order."""
    meta = request.META
    return (request.scheme, meta.get("HTTP_HOST", ""), request.path, _ordinata(meta.get("QUERY_STRING", "")))


def _ordinata(query):
    """Sort parameters by name; the order of repeated ones has a meaning and stays."""
    if "&" not in query:
        return query
    return "&".join(sorted(query.split("&"), key=lambda coppia: coppia.partition("=")[0]))


def edizione():
    """Return what dates a page, content version and day in Italy, or None when nothing may be kept."""
    token = versione.leggi()
    return token and f"{token}/{timezone.localdate()}"


def etag(request):
    """Return the weak ETag of the requested address, for the edition read by this request."""
    testo = "\n".join((request.edizione, impronta_rilascio(), *request.indirizzo))
    return f'W/"{blake2b(testo.encode(errors="surrogateescape"), digest_size=12).hexdigest()}"'


@lru_cache(maxsize=256)
def codifica_accettata(accept_encoding):
    """Return the best of "br", "gzip" and "" (none) that an Accept-Encoding header allows."""
    accettate = set()
    for voce in accept_encoding.lower().split(","):
        nome, _, parametri = voce.partition(";")
        if parametri.replace(" ", "").rstrip("0.") != "q=":
            accettate.add(nome.strip())
    return next((nome for nome in COMPRESSORI if nome in accettate), "")


def comprimi(response, codifica):
    """Compress the body of ``response`` in place; a short or already encoded one stays."""
    if codifica and len(response.content) > CORPO_BREVE and not response.has_header("Content-Encoding"):
        response.content = COMPRESSORI[codifica](response.content)
        response.headers["Content-Encoding"] = codifica
    response.headers["Content-Length"] = str(len(response.content))


def tocca_visitatore(request, response):
    """Return what of its visitor a public page has touched, in words, or an empty string."""
    if response.cookies:
        return "sets a cookie"
    if request.META.get("CSRF_COOKIE_NEEDS_UPDATE"):
        return "asks for a CSRF token"
    if getattr(getattr(request, "session", None), "accessed", False):
        return "reads the session or the user"
    if getattr(getattr(request, "_messages", None), "used", False):
        return "reads the messages"
    if "cookie" in response.get("Vary", "").lower():
        return "varies on the cookie"
    return ""


def _da_tenere(response):
    tipo = response.get("Content-Type", "").partition(";")[0]
    return response.status_code == 200 and tipo in TIPI_TENUTI


def _da_copia(copia, metodo):
    return HttpResponse(copia.corpo if metodo == "GET" else b"", headers=copia.intestazioni)


def _non_modificata(marca):
    return HttpResponseNotModified(
        headers={"ETag": marca, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
    )
