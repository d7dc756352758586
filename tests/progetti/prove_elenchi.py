"""Rows that break the constraints of the published lists (see tests/vincoli.py)."""

from progetti.models import ElencoPubblicato
from tests.factories import make_elenco


def _cambiato():
    elenco = make_elenco(righe=[["prima"]])
    elenco.righe = [["dopo"]]
    return elenco


PROVE = {
    "progetti_elenco_anno": lambda: ElencoPubblicato(tipo="1303", anno=2020),
    "progetti_elenco_immutabile": _cambiato,
}
