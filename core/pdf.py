"""A page as a PDF that screen readers can follow (PDF/UA), made by WeasyPrint without asking anybody.

WeasyPrint is imported when the first PDF is made: it takes a second, and it needs three libraries of the
system (docs/deploy.md). A PDF depends on its HTML alone, so it is kept by a digest of it: a change elsewhere
in the portal makes nothing again. One is made at a time, and one request may wait: the others are told to
come back, so that the threads of the process stay free for the pages.
"""

import ctypes
from functools import cache
from hashlib import blake2b
from threading import BoundedSemaphore, Lock

from django.conf import settings

from core.deposito import Deposito

LIBRERIE = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
ATTESA = 8  # seconds that a second request waits for its turn
FOGLI = settings.BASE_DIR / "static/css"
CARATTERI = tuple((settings.BASE_DIR / "static/fonts").glob("titillium-*.woff2"))

deposito = Deposito(massimo_byte=32 * 2**20, massimo_voci=300)
in_corso = Lock()
_posti = BoundedSemaphore(2)


class OccupatoError(Exception):
    """Another PDF is being made."""


@cache
def disponibile():
    """Return whether the libraries of the system that a PDF needs are there. Asked once a process."""
    try:
        for nome in LIBRERIE:
            ctypes.CDLL(nome)
    except OSError:
        return False
    return True


def pdf(html, foglio):
    """Return the PDF of a whole page ``html``, kept or made now. Raises OccupatoError.

    ``foglio``: the name of its style sheet in ``static/css``, without the extension.
    """
    chiave = blake2b(f"{foglio}\n{html}".encode(), digest_size=16).digest()
    pronto = deposito.prendi(chiave)
    if pronto is None:
        pronto = _a_turno(chiave, html, foglio)
    return pronto


def _a_turno(chiave, html, foglio):
    if not _posti.acquire(blocking=False):
        raise OccupatoError
    try:
        if not in_corso.acquire(timeout=ATTESA):
            raise OccupatoError
        try:
            pronto = deposito.prendi(chiave) or scrivi(html, foglio)
            deposito.metti(chiave, pronto, len(pronto))
            return pronto
        finally:
            in_corso.release()
    finally:
        _posti.release()


def scrivi(html, foglio):
    """Return the PDF of ``html``: tagged, in the language and with the title of the page."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    caratteri = FontConfiguration()
    stile = CSS(filename=FOGLI / f"{foglio}.css", url_fetcher=soli_caratteri(), font_config=caratteri)
    documento = HTML(string=html, base_url=f"{settings.SITE_URL}/", url_fetcher=soli_caratteri())
    return documento.write_pdf(stylesheets=[stile], font_config=caratteri, pdf_variant="pdf/ua-1")


def soli_caratteri():
    """Return what WeasyPrint asks for files with: it gives the portal's two fonts and refuses all else."""
    from weasyprint.urls import URLFetcher

    ammessi = {file.as_uri() for file in CARATTERI}

    class SoliCaratteri(URLFetcher):
        """Refuse every address but those of the fonts."""

        def fetch(self, url, headers=None):
            """Return the file at ``url``. Raises ValueError."""
            if url not in ammessi:
                raise ValueError(url)
            return super().fetch(url, headers)

    return SoliCaratteri()
