"""Members and their vocabularies in the admin."""

from aderenti.admin import conferme, domande, organizzazione, recesso, vocabolari

__all__ = ["conferme", "domande", "organizzazione", "recesso", "vocabolari"]
