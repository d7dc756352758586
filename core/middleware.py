"""Public pages: the same for every visitor, compressed once, kept by the PaginePronte in front of Django."""

import gzip
import logging
from contextlib import nullcontext

import brotli
from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

from core import pagine, versione
from core.letture import annota
from core.pagine import Copia, codifica_accettata

logger = logging.getLogger(__name__)

TIPI_TENUTI = {
    "text/html",
    "text/plain",
    "application/xml",
    "text/xml",
    "application/atom+xml",
    "application/json",
}
COMPRESSORI = {
    "br": lambda corpo: brotli.compress(corpo, mode=brotli.MODE_TEXT, quality=5),
    "gzip": lambda corpo: gzip.compress(corpo, compresslevel=6, mtime=0),
}
TIPI_GIA_COMPRESSI = {"application/pdf", "image/jpeg", "image/png", "image/webp"}
CORPO_BREVE = 200  # bytes: compressing less gains nothing


class PaginaNonPubblicaError(Exception):
    """A page marked public has read or written something of its visitor."""


class PaginePubblicheMiddleware:
    """Finish public pages: refuse what is not the same for everybody, compress, date, hand over to be kept.

    The outermost middleware: what it hands over is the final response.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Finish the response of a public view; leave the others alone."""
        with annota() if pagine.PRONTE in request.META else nullcontext() as registro:
            response = self.get_response(request)
        if getattr(request, "pubblica", False):
            self._finisci(request, response, registro)
        return response

    def process_view(self, request, view_func, view_args, view_kwargs):
        """Mark the request of a public view, and read the versions before anything is rendered."""
        if getattr(view_func, "pubblica", False) and request.method in ("GET", "HEAD"):
            request.pubblica = True
            request.COOKIES = {}
            request.edizione = pagine.edizione(versione.tabelle_della_pagina(request).get(""))

    def _finisci(self, request, response, registro):
        motivo = tocca_visitatore(request, response)
        if motivo:
            _denuncia(request, motivo)
            return
        response.headers.setdefault("Cache-Control", "no-cache")
        patch_vary_headers(response, ["Accept-Encoding"])
        if response.streaming:
            return
        comprimi(response, "" if _tipo(response) in TIPI_GIA_COMPRESSI else codifica_accettata(request.META))
        if request.edizione is None or not _da_tenere(response):
            return
        marca = pagine.etag(request.edizione, pagine.indirizzo(request.META))
        response.headers["ETag"] = marca
        if registro and registro.ripetibile and request.method == "GET":
            letture = registro.letture(versione.tabelle_della_pagina(request))
            copia = Copia(request.edizione, marca, list(response.items()), response.content, letture)
            request.META[pagine.PRONTE].tieni(request.META, copia)


class GZipRiservataMiddleware(GZipMiddleware):
    """Django's compression for the pages that are not public: those are compressed once, to be kept."""

    def process_response(self, request, response):
        """Leave public pages as they are."""
        if getattr(request, "pubblica", False):
            return response
        return super().process_response(request, response)


class AccessoMiddleware(LoginRequiredMiddleware):
    """Django's login by default; on a page open to everybody it does not even ask who the visitor is."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        """Let open views through; Django's own would read the session first."""
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)


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


def _denuncia(request, motivo):
    if settings.PAGINE_PUBBLICHE_SEVERE:
        raise PaginaNonPubblicaError(f"{request.path}: {motivo}")
    logger.error("public page touches its visitor, not cached: %s (%s)", request.path, motivo)


def _da_tenere(response):
    return response.status_code == 200 and _tipo(response) in TIPI_TENUTI


def _tipo(response):
    return response.get("Content-Type", "").partition(";")[0]
