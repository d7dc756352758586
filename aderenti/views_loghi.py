"""The logos of the members, served by the portal where no web server does it before."""

from aderenti.loghi import CARTELLA
from core.immagini_servite import servi
from core.pubblico import pagina_pubblica


@pagina_pubblica
def logo(request, nome):
    """Return the file of a logo; Http404 for others."""
    return servi(CARTELLA, nome)
