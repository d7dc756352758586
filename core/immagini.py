"""Images sent by people: read with suspicion, drawn again small, without anything that came with them."""

import secrets
from contextlib import contextmanager
from io import BytesIO
from threading import Lock

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageFile, ImageOps

FORMATI = ("PNG", "JPEG", "WEBP")
PESO_MASSIMO = 3 * 2**20  # bytes of the file sent
PUNTI_MASSIMI = 25_000_000  # pixels, read from the header before anything is decoded
LATI = (600, 300)  # pixels of the picture kept, at most
PESO_TENUTO = 30_000  # bytes of the picture kept, at most
QUALITA = (90, 80, 70, 55, 40, 25)
Image.MAX_IMAGE_PIXELS = PUNTI_MASSIMI
_uno_alla_volta = Lock()

ERRORI = {
    "peso": _("Il file è troppo grande: al massimo 3 MB."),
    "svg": _("Un’immagine SVG può contenere programmi e non si può caricare: esportala in PNG."),
    "forma": _("Il file non è un’immagine PNG, JPEG o WebP: controlla di aver scelto quello giusto."),
    "punti": _("L’immagine è troppo grande: al massimo 25 milioni di punti, per esempio 5000 × 5000."),
    "rotta": _("L’immagine è rovinata e non si riesce a leggere: salvala di nuovo e riprova."),
}


def ridisegna(file, *, lati=LATI, peso=PESO_TENUTO):
    """Return the image in ``file`` as a new WebP with a random name, ``lati`` and ``peso`` at most.

    The type is told by the content, never by the name; the first frame counts; no metadata is kept. Raises
    ValidationError, in words for people, for what is not an image, is too large or cannot be read.
    """
    if file.size > PESO_MASSIMO:
        raise _errore("peso")
    with _apri(file) as immagine:
        if immagine.width * immagine.height > PUNTI_MASSIMI:
            raise _errore("punti")
        try:
            with _interi():
                pulita = _pulita(immagine, lati)
        except Exception as errore:  # a hostile file may make a decoder fail in any way
            raise _errore("rotta") from errore
    return ContentFile(_leggera(pulita, peso), name=f"{secrets.token_hex(16)}.webp")


def _apri(file):
    """Return the image, its header read and nothing decoded."""
    file.seek(0)
    testa = file.read(1024).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    file.seek(0)
    if testa.startswith((b"<svg", b"<?xml", b"<!doctype svg")):
        raise _errore("svg")
    try:
        return Image.open(file, formats=FORMATI)
    except Image.DecompressionBombError as errore:
        raise _errore("punti") from errore
    except Exception as errore:  # as above
        raise _errore("forma") from errore


@contextmanager
def _interi():
    """Refuse an image that ends before its end, which WeasyPrint makes Pillow accept; one at a time.

    A picture within the limits takes up to 100 MB while it is read.
    """
    with _uno_alla_volta:
        prima, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
        try:
            yield
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = prima


def _pulita(immagine, lati):
    """Return the first frame, upright, small, in a new picture that carries nothing of the old one."""
    immagine.draft("RGB", (lati[0] * 2, lati[1] * 2))
    dritta = ImageOps.exif_transpose(immagine)
    trasparente = dritta.has_transparency_data
    dritta = dritta.convert("RGBA" if trasparente else "RGB")
    dritta.thumbnail(lati)
    nuova = Image.new(dritta.mode, dritta.size)
    nuova.paste(dritta)
    return nuova


def _leggera(immagine, peso):
    """Return the bytes of the picture as WebP, no more than ``peso``."""
    tentativi = [{"lossless": True}, *({"quality": qualita} for qualita in QUALITA)]
    for opzioni in tentativi:
        flusso = BytesIO()
        immagine.save(flusso, "WEBP", method=4, **opzioni)
        if flusso.tell() <= peso:
            return flusso.getvalue()
    return _leggera(immagine.reduce(2), peso)


def _errore(codice):
    return ValidationError(ERRORI[codice], code=codice)


class ImmagineInput(forms.ClearableFileInput):
    """The choice of an image, with the one of now in view."""

    template_name = "core/moduli/immagine.html"
    use_fieldset = False
    clear_checkbox_label = _("Togli l’immagine")


class ImmagineFormField(forms.FileField):
    """An image sent by a form: what it holds is drawn again (``ridisegna``)."""

    widget = ImmagineInput

    def __init__(self, *args, lati=LATI, peso=PESO_TENUTO, **kwargs):
        super().__init__(*args, **kwargs)
        self.lati, self.peso = lati, peso

    def to_python(self, data):
        """Return the new image, None without a file. Raises ValidationError."""
        file = super().to_python(data)
        return file and ridisegna(file, lati=self.lati, peso=self.peso)

    def widget_attrs(self, widget):
        """Ask the browser to offer images only."""
        return super().widget_attrs(widget) | {"accept": "image/png,image/jpeg,image/webp"}


class ImmagineField(models.ImageField):
    """An ``ImageField`` whose forms, the admin's too, draw again what they receive."""

    def __init__(self, *args, lati=LATI, peso=PESO_TENUTO, **kwargs):
        super().__init__(*args, **kwargs)
        self.lati, self.peso = lati, peso

    def formfield(self, **kwargs):
        """Return the form field that draws again."""
        del_campo = {
            "form_class": ImmagineFormField,
            "max_length": None,
            "lati": self.lati,
            "peso": self.peso,
        }
        return super().formfield(**del_campo | kwargs)

    def deconstruct(self):
        """Be an ``ImageField`` for migrations: the table is the same."""
        nome, _percorso, argomenti, opzioni = super().deconstruct()
        return nome, "django.db.models.ImageField", argomenti, opzioni
