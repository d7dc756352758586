"""Rows that break the constraints of the library (see tests/vincoli.py)."""

from datetime import date

from redazione.models import Documento, VersioneDocumento
from tests.documenti import carica
from tests.redazione.fabbriche import make_documento, make_versione


def _documento(**campi):
    valori = {"titolo": "Titolo", "sommario": "A che serve", "slug": "titolo", "tipo": "logo"}
    return Documento(**valori | campi)


def _versione(documento=None, **campi):
    valori = {"numero": 1, "data": date(2026, 1, 1), "indirizzo": "https://example.org/"}
    return VersioneDocumento(documento=documento or make_documento(), **valori | campi)


PROVE_BIBLIOTECA = {
    "redazione_documento_titolo": lambda: _documento(sommario=""),
    "redazione_documento_dicitura": lambda: _documento(tipo="dicitura"),
    "redazione_versione_numero": lambda: _versione(make_versione().documento),
    "redazione_versione_da_uno": lambda: _versione(numero=0),
    "redazione_versione_file_o_indirizzo": lambda: _versione(file=carica()),
}
