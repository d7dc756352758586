"""The text of a calendar file, before any parser sees it: limits, unfolding, the lines of each event.

Only the properties of ``CHIESTE`` of each event go on: time zones, alarms, HTML descriptions and whatever
else the file holds are left behind, so nothing that would have to be expanded ever is.
"""

import re

from django.utils.translation import gettext as _

MASSIMO = 1024 * 1024  # bytes
RIGHE = 20_000
EVENTI = 500
CHIESTE = {
    *("UID", "DTSTART", "DTEND", "DURATION", "SUMMARY", "DESCRIPTION", "LOCATION", "STATUS"),
    *("RRULE", "RDATE", "EXRULE", "RECURRENCE-ID"),
}
PIEGATA = re.compile(r"\r?\n[ \t]")
NOME = re.compile(r"[A-Za-z0-9-]+")


class FileIcsError(Exception):
    """The file cannot be read at all; its text is for people."""


def in_testo(contenuto):
    """Return the text of the file; raise FileIcsError when it is too much, or is not text."""
    if len(contenuto) > MASSIMO:
        raise FileIcsError(_("Il file è troppo grande: al massimo 1 MB."))
    try:
        testo = contenuto.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileIcsError(_("Il file non è in UTF-8: esportalo di nuovo dal calendario.")) from None
    if testo.count("\n") > RIGHE:
        raise FileIcsError(_("Il file ha troppe righe: al massimo 20.000."))
    return testo


def blocchi(testo):
    """Return the events of the file, each the list of its lines; raise FileIcsError."""
    righe = [riga.strip("\r") for riga in PIEGATA.sub("", testo.strip()).split("\n")]
    if righe[0].strip().upper() != "BEGIN:VCALENDAR" or righe[-1].strip().upper() != "END:VCALENDAR":
        raise FileIcsError(_("Questo file non è un calendario (.ics), o è tagliato a metà."))
    trovati = list(_eventi(righe))
    if not trovati:
        raise FileIcsError(_("Nel calendario non c’è nessun evento."))
    if len(trovati) > EVENTI:
        raise FileIcsError(_("Il calendario ha più di 500 eventi: dividilo in più file."))
    return trovati


def _eventi(righe):
    """Yield the lines asked for of each event, not those of what is inside it."""
    aperti, evento = [], []
    for riga in righe:
        nome, _due, valore = riga.partition(":")
        nome, valore = nome.strip().upper(), valore.strip().upper()
        if nome == "BEGIN":
            aperti.append(valore)
            if valore == "VEVENT":
                evento = []
        elif nome == "END":
            if not aperti or aperti.pop() != valore:
                raise FileIcsError(_("Il calendario è rovinato: esportalo di nuovo."))
            if valore == "VEVENT":
                yield evento
        elif aperti and aperti[-1] == "VEVENT" and _nome(riga) in CHIESTE:
            evento.append(riga)


def _nome(riga):
    trovato = NOME.match(riga)
    return trovato[0].upper() if trovato else ""
