"""Pictures of the portal, handed out by it where no web server does it before."""

from pathlib import PurePath

from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse

TIPI = {".webp": "image/webp", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
UN_ANNO = 365 * 24 * 3600  # seconds: another picture has another name


def servi(cartella, nome):
    """Return the picture ``nome`` of a folder; its name is of chance and its content never changes.

    Raises Http404 for what is not there or is no picture.
    """
    tipo = TIPI.get(PurePath(nome).suffix.lower())
    if tipo is None:
        raise Http404
    try:
        with default_storage.open(cartella + nome) as file:
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
