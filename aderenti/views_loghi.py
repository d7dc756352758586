"""The logos of the members, served by the portal where no web server does it before."""

from pathlib import PurePath

from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse

from aderenti.loghi import CARTELLA
from core.pubblico import pagina_pubblica

TIPI = {".webp": "image/webp", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
UN_ANNO = 365 * 24 * 3600  # seconds: another logo has another name


@pagina_pubblica
def logo(request, nome):
    """Return the file of a logo; its name is of chance and its content never changes. Http404 for others."""
    tipo = TIPI.get(PurePath(nome).suffix.lower())
    if tipo is None:
        raise Http404
    try:
        with default_storage.open(CARTELLA + nome) as file:
            corpo = file.read()
    except (OSError, ValueError) as errore:
        raise Http404 from errore
    return HttpResponse(
        corpo,
        content_type=tipo,
        headers={
            "Cache-Control": f"public, max-age={UN_ANNO}, immutable",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )
