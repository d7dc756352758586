"""Projects, calls and money in the admin."""

from progetti.admin import (
    avvisi,
    candidature,
    denaro,
    documenti,
    elenchi,
    iscrizioni,
    monitoraggio,
    progetto,
    richieste,
    risultati,
)

__all__ = [
    "avvisi",
    "candidature",
    "denaro",
    "documenti",
    "elenchi",
    "iscrizioni",
    "monitoraggio",
    "progetto",
    "richieste",
    "risultati",
]
