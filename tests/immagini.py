"""Images of each kind, good and hostile, made on the spot."""

import struct
import zlib
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def immagine(formato="PNG", lati=(800, 200), colore=(0, 97, 79), nome="logo.png", **opzioni):
    """Return an upload with a picture of one colour."""
    flusso = BytesIO()
    Image.new("RGB", lati, colore).save(flusso, formato, **opzioni)
    return SimpleUploadedFile(nome, flusso.getvalue())


def png_che_dichiara(larghezza, altezza):
    """Return the bytes of a small, well formed PNG whose header declares a huge picture."""
    testa = struct.pack(">IIBBBBB", larghezza, altezza, 8, 2, 0, 0, 0)
    pezzi = [(b"IHDR", testa), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(dati)) + nome + dati + struct.pack(">I", zlib.crc32(nome + dati))
        for nome, dati in pezzi
    )


def jpeg_con_posizione(lati=(3000, 2000)):
    """Return the bytes of a large JPEG turned on its side, that tells where it was taken and by whom."""
    esif = Image.Exif()
    esif[0x0112] = 6  # to be turned by 90 degrees
    esif[0x013B] = "Nome Cognome"
    esif.get_ifd(0x8825)[1] = "N"
    flusso = BytesIO()
    Image.effect_noise(lati, 60).convert("RGB").save(flusso, "JPEG", quality=70, exif=esif)
    return flusso.getvalue()
