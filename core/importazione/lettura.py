"""Reading a CSV file: UTF-8 with or without BOM, comma, header in the first row, one record per row."""

import csv
import io

from django.utils.translation import gettext as _

from core.importazione.errori import Errore, ImportazioneError


def leggi_csv(percorso, colonne, altre_colonne=False):
    """Return ``[(line, {column: text})]``; cells are stripped, blank lines skipped.

    The header must hold exactly ``colonne`` (at least those, with ``altre_colonne``). Raises
    ImportazioneError with every problem of form: encoding, header, quotes, number of cells.
    """
    testo = _decodifica(percorso)
    righe = _righe(percorso.name, testo)
    if not righe:
        messaggio = _("il file è vuoto, manca anche l'intestazione")
        raise ImportazioneError(percorso.name, [Errore(None, None, messaggio)])
    intestazione = [nome.strip() for nome in righe[0][1]]
    errori = list(_errori_intestazione(intestazione, colonne, altre_colonne))
    if not errori and len(righe) == 1:
        errori = [Errore(None, None, _("il file ha solo l'intestazione, senza righe"))]
    if not errori:
        errori = list(_errori_celle(righe[1:], len(intestazione)))
    if errori:
        raise ImportazioneError(percorso.name, errori)
    return [
        (numero, dict(zip(intestazione, map(str.strip, celle), strict=True))) for numero, celle in righe[1:]
    ]


def _decodifica(percorso):
    try:
        dati = percorso.read_bytes()
    except OSError as errore:
        messaggio = _("il file non c'è o non si legge")
        raise ImportazioneError(percorso.name, [Errore(None, None, messaggio)]) from errore
    if b"\0" in dati:
        riga = dati[: dati.index(b"\0")].count(b"\n") + 1
        raise ImportazioneError(percorso.name, [Errore(riga, None, _("c'è un carattere nullo (NUL)"))])
    try:
        return dati.decode("utf-8-sig")
    except UnicodeDecodeError as errore:
        riga = dati[: errore.start].count(b"\n") + 1
        messaggio = _("il file non è in UTF-8 (byte 0x%(byte)02X)") % {"byte": dati[errore.start]}
        raise ImportazioneError(percorso.name, [Errore(riga, None, messaggio)]) from errore


def _righe(nome, testo):
    """Return [(line where the record starts, cells)], blank lines left out."""
    lettore = csv.reader(io.StringIO(testo, newline=""), strict=True)
    righe, inizio = [], 1
    try:
        for celle in lettore:
            if celle:
                righe.append((inizio, celle))
            inizio = lettore.line_num + 1
    except csv.Error as errore:
        messaggio = _("le virgolette non sono chiuse o sono fuori posto")
        raise ImportazioneError(nome, [Errore(inizio, None, messaggio)]) from errore
    return righe


def _errori_intestazione(intestazione, colonne, altre_colonne):
    for nome in sorted({n for n in intestazione if intestazione.count(n) > 1}):
        yield Errore(1, nome, _("la colonna è ripetuta"))
    for nome in colonne:
        if nome not in intestazione:
            yield Errore(1, nome, _("la colonna manca"))
    for nome in intestazione if not altre_colonne else ():
        if nome not in colonne:
            yield Errore(1, nome, _("la colonna non è prevista"))


def _errori_celle(righe, attese):
    for numero, celle in righe:
        if len(celle) != attese:
            messaggio = _("ci sono %(trovate)d celle invece di %(attese)d")
            yield Errore(numero, None, messaggio % {"trovate": len(celle), "attese": attese})
