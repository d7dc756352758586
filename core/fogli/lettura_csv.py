"""Reading a CSV that some program wrote: its encoding, what divides its fields."""

import csv
import io
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from itertools import islice

from django.utils.translation import gettext as _

from core.fogli import limiti
from core.fogli.limiti import FoglioError, non_si_apre
from core.foglio import FORMULA

DIVISORI = ";\t,|"
ASSAGGIO = 20  # rows looked at to tell what divides the fields


def da_csv(contenuto):
    """Return (how it is read, in words; iterator of (row number, cells)) of the bytes of a CSV.

    Raises FoglioError for what is no text in an encoding that people use.
    """
    caratteri, testo = _decodifica(contenuto)
    csv.field_size_limit(limiti.PESO)
    dichiarato, prima = None, testo.partition("\n")[0].strip()
    if prima[:4].lower() == "sep=" and len(prima) == 5:  # Excel's own way to say what divides the fields
        dichiarato = prima[4]
    divisore = dichiarato or _divisore(testo)
    nome = _("tabulazione") if divisore == "\t" else f"«{divisore}»"
    come = _("caratteri %(caratteri)s, colonne divise da %(divisore)s")
    return come % {"caratteri": caratteri, "divisore": nome}, _righe_csv(testo, divisore, bool(dichiarato))


def _decodifica(contenuto):
    """Return (name of the encoding, text) of a CSV: with its mark, else UTF-8, else what Windows writes."""
    if contenuto.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "UTF-16", _testo_csv(contenuto, "utf-16")
    if b"\x00" in contenuto:
        raise FoglioError(non_si_apre())
    try:
        return "UTF-8", contenuto.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "Windows-1252", _testo_csv(contenuto, "cp1252")


def _testo_csv(contenuto, codifica):
    try:
        return contenuto.decode(codifica)
    except UnicodeDecodeError as errore:
        numero = contenuto[: errore.start].count(b"\n") + 1
        raise FoglioError(
            _("Riga %(n)s: ci sono caratteri che non so leggere. Salva il file come CSV UTF-8 o XLSX.")
            % {"n": numero}
        ) from errore


def _divisore(testo):
    """Return what divides the fields: it gives the first rows as many cells each, and the most."""

    def voto(segno):
        righe = islice(csv.reader(io.StringIO(testo, newline=None), delimiter=segno), ASSAGGIO)
        try:
            larghezze = [len(riga) for riga in righe if riga]
        except csv.Error:
            return (False, 0)
        larga = larghezze[0] if larghezze else 0
        return (larga > 1 and set(larghezze) == {larga}, larga)

    return max(DIVISORI, key=voto)


def _righe_csv(testo, divisore, salta_la_prima):
    righe = csv.reader(io.StringIO(testo, newline=None), delimiter=divisore)
    for numero, riga in enumerate(righe, start=1):
        if salta_la_prima and numero == 1:
            continue
        # Our own CSV hides with an apostrophe what a spreadsheet would compute.
        yield numero, [c[1:] if c[:1] == "'" and FORMULA.match(c[1:]) else c for c in riga]
