"""Images sent by people: what is refused and with which words, and what is kept."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageFile

from core.immagini import ERRORI, LATI, PESO_MASSIMO, PESO_TENUTO, ridisegna
from tests.immagini import immagine, jpeg_con_posizione, png_che_dichiara

GIF_E_SCRIPT = b"GIF89a/*" + b"\0" * 40 + b"*/=alert(1);"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'

RIFIUTATE = {
    "renamed executable": (b"MZ\x90\0" + b"\0" * 500, "forma"),
    "GIF that is a script too": (GIF_E_SCRIPT, "forma"),
    "HTML": (b"<!doctype html><script>alert(1)</script>", "forma"),
    "PDF": (b"%PDF-1.7\n", "forma"),
    "SVG with a script": (SVG, "svg"),
    "SVG after a declaration": (b'\xef\xbb\xbf\n<?xml version="1.0"?>' + SVG, "svg"),
    "bomb": (png_che_dichiara(50_000, 50_000), "punti"),
    "a little over the limit": (png_che_dichiara(5_001, 5_000), "punti"),
    "declares more than it has": (png_che_dichiara(4_000, 4_000), "rotta"),
    "cut short": (jpeg_con_posizione((400, 300))[:2_000], "rotta"),
    "only the header": (immagine().read()[:40], "forma"),
    "heavy": (b"\x89PNG\r\n\x1a\n" + b"\0" * PESO_MASSIMO, "peso"),
}


def _upload(dati, nome="logo.png"):
    return SimpleUploadedFile(nome, dati)


def _riaperta(file):
    return Image.open(BytesIO(file.read()))


@pytest.mark.parametrize("caso", RIFIUTATE)
def test_what_is_no_good_image_is_refused_in_words(caso, monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint does
    dati, codice = RIFIUTATE[caso]
    with pytest.raises(ValidationError) as errore:
        ridisegna(_upload(dati))
    assert (errore.value.code, errore.value.messages) == (codice, [str(ERRORI[codice])])


@pytest.mark.parametrize("formato", ["PNG", "JPEG", "WEBP"])
def test_a_good_one_is_drawn_again_smaller_under_a_name_of_its_own(formato):
    primo, secondo = ridisegna(immagine(formato, nome="../mio.exe")), ridisegna(immagine(formato))
    assert primo.name != secondo.name
    assert (len(primo.name), primo.name[-5:]) == (37, ".webp")
    nuova = _riaperta(primo)
    assert (nuova.format, nuova.size) == ("WEBP", (600, 150))


def test_of_a_photograph_nothing_remains_but_the_picture():
    dati = jpeg_con_posizione()
    assert b"Nome Cognome" in dati
    file = ridisegna(_upload(dati, "foto.jpg"))
    nuova = _riaperta(file)
    assert (dict(nuova.getexif()), nuova.info.keys() & {"exif", "icc_profile", "xmp"}) == ({}, set())
    assert b"Nome Cognome" not in file.file.getvalue()
    assert file.size <= PESO_TENUTO
    assert nuova.width <= LATI[0]
    assert nuova.height <= LATI[1]
    assert nuova.height > nuova.width  # turned upright


def test_what_follows_an_image_does_not_follow_its_copy():
    file = ridisegna(_upload(immagine().read() + b"<script>alert(1)</script>"))
    assert b"script" not in file.read()


def test_transparency_stays_and_only_the_first_frame():
    flusso = BytesIO()
    fotogrammi = [Image.new("RGBA", (40, 40), (255, 0, 0, 0)), Image.new("RGBA", (40, 40), (0, 0, 255, 255))]
    fotogrammi[0].save(flusso, "PNG", save_all=True, append_images=fotogrammi[1:])
    nuova = _riaperta(ridisegna(_upload(flusso.getvalue())))
    assert (nuova.mode, nuova.n_frames, nuova.getpixel((5, 5))[3]) == ("RGBA", 1, 0)


def test_a_line_of_a_million_dots_is_still_an_image():
    assert _riaperta(ridisegna(immagine(lati=(1_000_000, 1)))).size == (600, 1)
