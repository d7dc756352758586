"""Members, their people, their adhesion and their vocabularies in the admin."""

from aderenti.admin import (
    conferme,
    conservazione,
    domande,
    organizzazione,
    persone,
    recesso,
    vocabolari,
)

__all__ = [
    "conferme",
    "conservazione",
    "domande",
    "organizzazione",
    "persone",
    "recesso",
    "vocabolari",
]
