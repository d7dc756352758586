"""Loading reference data from CSV files: reading, columns, and the rules of what is written.

Rules (riferimenti/README.md tells them to people): everything or nothing; a plain run creates the rows never
loaded before and touches no other, so that what staff changed or deleted stays; ``aggiorna`` writes the
files over the database; a row missing from a file is reported, never deleted.
"""

from core.importazione.colonne import (
    Data,
    DataIncerta,
    Decimale,
    Ignorata,
    Intero,
    Lista,
    Riferimento,
    Scelta,
    SiNo,
    Testo,
    ValoreError,
)
from core.importazione.contesto import Contesto
from core.importazione.errori import Errore, ImportazioneError
from core.importazione.in_blocco import ImportatoreInBlocco
from core.importazione.motore import Importatore, Scheda

__all__ = [
    "Contesto",
    "Data",
    "DataIncerta",
    "Decimale",
    "Errore",
    "Ignorata",
    "Importatore",
    "ImportatoreInBlocco",
    "ImportazioneError",
    "Intero",
    "Lista",
    "Riferimento",
    "Scelta",
    "Scheda",
    "SiNo",
    "Testo",
    "ValoreError",
]
