"""What an uploaded spreadsheet may weigh, and the checks made before anything of it is unpacked."""

import zipfile

from django.utils.translation import gettext as _

MB = 1024 * 1024
PESO = 2 * MB  # of the file
PESO_APERTO = 30 * MB  # of all its parts, unpacked: the memory that reading it can take
PARTI = 200
RIGHE = 5_000
COLONNE = 100
CELLA = 10_000  # characters


class FoglioError(Exception):
    """The file is refused. ``errori`` are lines for people: all of them, where each one is."""

    def __init__(self, *errori):
        super().__init__("; ".join(errori))
        self.errori = list(errori)


def controlla_archivio(file):
    """Return the names of the parts of a zipped spreadsheet; raise FoglioError for what is not to be opened.

    The size that a part declares is a limit: more than that is never read.
    """
    try:
        with zipfile.ZipFile(file) as archivio:
            parti = archivio.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as errore:
        raise FoglioError(non_si_apre()) from errore
    if len(parti) > PARTI or sum(parte.file_size for parte in parti) > PESO_APERTO:
        raise FoglioError(_("Il file è troppo grande una volta aperto: copia i dati in un foglio nuovo."))
    nomi = [parte.filename for parte in parti]
    if any(nome.lower().endswith("vbaproject.bin") or nome.startswith("Basic/") for nome in nomi):
        raise FoglioError(_("Il file contiene macro: salvalo senza macro e ricaricalo."))
    if any(parte.flag_bits & 1 for parte in parti):
        raise FoglioError(_("Il file è protetto da una password: togli la protezione e ricaricalo."))
    return nomi


def controlla_xml(file, parte):
    """Raise FoglioError for a part that declares entities: no spreadsheet needs them."""
    with zipfile.ZipFile(file) as archivio:
        testo = archivio.read(parte)
    if b"<!DOCTYPE" in testo or b"<!ENTITY" in testo:
        raise FoglioError(non_si_apre())


def non_si_apre():
    """Return what to say of a file that is not what its name says."""
    return _("Il file non si apre: non è un foglio di calcolo, oppure è rovinato. Usa XLSX, ODS o CSV.")
