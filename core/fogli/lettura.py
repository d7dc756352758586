"""Reading a spreadsheet that somebody uploaded: text by cell, within limits, no formula."""

import csv
import io
import math
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from typing import NamedTuple
from zipfile import BadZipFile

from django.utils.translation import gettext as _

from core.fogli import limiti
from core.fogli.lettura_csv import da_csv
from core.fogli.limiti import FoglioError, non_si_apre

LARGHEZZA = 1_000  # columns looked at: one cell far out makes a row of 16,384
CIFRE_DI_EXCEL = 15  # what a spreadsheet shows of a number: the rest is noise of its arithmetic


class Foglio(NamedTuple):
    """The first sheet of a file: headings, and rows as (number in the file, {heading: text}).

    ``come`` says in words how a CSV was read: its characters, what divides its fields.
    """

    intestazioni: list
    righe: list
    come: str = ""


def leggi(file):
    """Return the ``Foglio`` of an uploaded file, told by its content and not by its name.

    Every cell is text: a day is YYYY-MM-DD, a number has a decimal comma and no thousands, true and false
    are sì and no. Empty rows are left out. Raises FoglioError with every line that is wrong: too big, no
    spreadsheet, macros, formulas (row and column), headings missing or repeated.
    """
    if file.size > limiti.PESO:
        raise FoglioError(_("Il file pesa più di 2 MB: dividilo in più file."))
    file.seek(0)
    come, celle = _celle(file)
    try:
        righe = [(numero, _stretta(riga)) for numero, riga in islice(celle, limiti.RIGHE + 2)]
    except FoglioError:
        raise
    except (
        BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        OSError,
        EOFError,
        csv.Error,
    ) as errore:
        raise FoglioError(non_si_apre()) from errore
    if len(righe) > limiti.RIGHE + 1:
        raise FoglioError(_("Il foglio ha più di %(n)s righe: dividilo in più file.") % {"n": limiti.RIGHE})
    return _foglio(righe)._replace(come=come)


def _celle(file):
    """Return (how it is read, iterator of (row number, list of raw cells))."""
    inizio = file.read(4)
    file.seek(0)
    if not inizio.startswith(b"PK"):
        return da_csv(file.read())
    nomi = limiti.controlla_archivio(file)
    file.seek(0)
    if "content.xml" in nomi:
        limiti.controlla_xml(file, "content.xml")
        file.seek(0)
        return "", _da_ods(file)
    if "xl/workbook.xml" in nomi:
        return "", _da_xlsx(file)
    raise FoglioError(non_si_apre())


def _da_xlsx(file):
    from openpyxl import load_workbook

    libro = load_workbook(file, read_only=True, keep_links=False)
    try:
        for numero, riga in enumerate(libro.worksheets[0].iter_rows(max_col=LARGHEZZA), start=1):
            yield numero, [_Formula if c.data_type == "f" else c.value for c in riga]
    finally:
        libro.close()


def _da_ods(file):
    from odfdo import Document

    tabella = Document(io.BytesIO(file.read())).body.tables[0]
    tabella.rstrip(aggressive=True)
    if tabella.height > limiti.RIGHE + 1 or tabella.width > limiti.COLONNE:
        raise FoglioError(_troppo_grande())
    for numero, riga in enumerate(tabella.iter_rows(), start=1):
        celle = riga.iter_cells(end=limiti.COLONNE - 1)
        yield numero, [_Formula if c.formula else c.value for c in celle]


def _stretta(celle):
    """Return the cells of a row within the columns of a table; raise FoglioError when some are beyond."""
    if any(_testo(cella) for cella in celle[limiti.COLONNE :]):
        raise FoglioError(_troppo_grande())
    return celle[: limiti.COLONNE]


class _Formula:
    """In place of a cell that computes."""


def _foglio(righe):
    piene = [(numero, celle) for numero, celle in righe if any(_testo(c) for c in celle)]
    if not piene:
        raise FoglioError(_("Il foglio è vuoto."))
    (prima, titoli), *resto = piene
    intestazioni = [_testo(c) for c in titoli]
    while intestazioni and not intestazioni[-1]:
        intestazioni.pop()
    errori = _errori_intestazioni(intestazioni, prima)
    lette = []
    for numero, celle in resto:
        errori += _errori_celle(numero, celle, intestazioni)
        testi = [_testo(c) for c in celle[: len(intestazioni)]]
        testi += [""] * (len(intestazioni) - len(testi))
        lette.append((numero, dict(zip(intestazioni, testi, strict=True))))
    if errori:
        raise FoglioError(*errori)
    return Foglio(intestazioni, lette)


def _errori_intestazioni(intestazioni, numero):
    if not all(intestazioni):
        return [_("Riga %(n)s: una colonna non ha titolo.") % {"n": numero}]
    doppie = sorted({nome for nome in intestazioni if intestazioni.count(nome) > 1})
    return [_("La colonna «%(nome)s» c’è due volte.") % {"nome": nome} for nome in doppie]


def _errori_celle(numero, celle, intestazioni):
    errori = []
    for posizione, cella in enumerate(celle):
        colonna = intestazioni[posizione] if posizione < len(intestazioni) else str(posizione + 1)
        dove = {"n": numero, "colonna": colonna}
        if cella is _Formula:
            errori.append(_("Riga %(n)s, colonna «%(colonna)s»: c’è una formula, scrivi il valore.") % dove)
        elif len(_testo(cella)) > limiti.CELLA:
            errori.append(_("Riga %(n)s, colonna «%(colonna)s»: il testo è troppo lungo.") % dove)
        elif posizione >= len(intestazioni) and _testo(cella):
            errori.append(_("Riga %(n)s: la colonna %(colonna)s non ha titolo.") % dove)
    return errori


def _testo(cella):
    """Return a raw cell as text."""
    if cella is None:
        return ""
    if cella is _Formula:
        return "="
    if isinstance(cella, bool):
        return _("sì") if cella else _("no")
    if isinstance(cella, datetime) and cella.time() == time(0):
        cella = cella.date()
    if isinstance(cella, date | time):
        return cella.isoformat(" ") if isinstance(cella, datetime) else cella.isoformat()
    if isinstance(cella, float | Decimal) and math.isfinite(cella):
        return _numero(cella)
    return str(cella).replace("\x00", "").strip()


def _numero(cella):
    """Return a number as Italians write it: “1,125” can be no thousand, “1.125” could."""
    if cella == int(cella):
        return str(int(cella))
    return format(cella, f".{CIFRE_DI_EXCEL}g").replace(".", ",")


def _troppo_grande():
    return _("Il foglio ha troppe righe o colonne: al massimo %(righe)s righe e %(colonne)s colonne.") % {
        "righe": limiti.RIGHE,
        "colonne": limiti.COLONNE,
    }
