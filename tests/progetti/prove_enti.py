"""Rows that break the constraints of the papers, deadlines and reminders (see tests/vincoli.py)."""

from datetime import date

from progetti.models import DocumentoProgetto, PromemoriaScadenza, Scadenza
from tests.factories import make_progetto

GIORNO = date(2026, 12, 15)


def _scadenza_ripetuta():
    prima = Scadenza.objects.create(progetto=make_progetto(), titolo="Relazione", giorno=GIORNO)
    return Scadenza(progetto=prima.progetto, titolo="Relazione", giorno=GIORNO)


def _promemoria(giorni=30, progetto=None):
    progetto = progetto or make_progetto()
    return PromemoriaScadenza(progetto=progetto, chiave="fine", giorno=GIORNO, giorni=giorni)


def _promemoria_ripetuto():
    primo = _promemoria()
    primo.save()
    return _promemoria(progetto=primo.progetto)


PROVE = {
    "progetti_documentoprogetto_file_o_indirizzo": lambda: DocumentoProgetto(
        progetto=make_progetto(), titolo="Accordo", tipo="accordo"
    ),
    "progetti_scadenza_unica": _scadenza_ripetuta,
    "progetti_promemoria_uno": _promemoria_ripetuto,
    "progetti_promemoria_giorni": lambda: _promemoria(giorni=29),
}
