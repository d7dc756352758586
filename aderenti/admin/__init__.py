"""Members and their vocabularies in the admin."""

from aderenti.admin import domande, organizzazione, vocabolari

__all__ = ["domande", "organizzazione", "vocabolari"]
