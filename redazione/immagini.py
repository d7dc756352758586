"""The picture of a piece of news in two sizes, both drawn again; those that nothing names are removed."""

from django.core.files.images import get_image_dimensions
from django.core.files.storage import default_storage
from django.db import transaction

from core.immagini import ridisegna

CARTELLA = "notizie/"
GRANDE, PESO_GRANDE = (1200, 800), 150_000  # pixels and bytes at most
PICCOLA, PESO_PICCOLA = (480, 320), 30_000
DERIVATI = ["immagine_piccola", "immagine_larghezza", "immagine_altezza"]


def completa(notizia):
    """Fill what comes from the picture: its size and the small one; empty without it. The caller saves."""
    notizia.immagine_piccola = ""
    notizia.immagine_larghezza = notizia.immagine_altezza = None
    if not notizia.immagine:
        return
    with notizia.immagine.open() as file:
        piccola = ridisegna(file, lati=PICCOLA, peso=PESO_PICCOLA)
        file.seek(0)
        notizia.immagine_larghezza, notizia.immagine_altezza = get_image_dimensions(file)
    notizia.immagine_piccola.save(piccola.name, piccola, save=False)


def togli(*nomi):
    """Delete the files ``nomi`` once the transaction is over."""
    transaction.on_commit(lambda: [default_storage.delete(nome) for nome in nomi if nome])
