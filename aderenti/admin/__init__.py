"""Members and their vocabularies in the admin."""

from aderenti.admin import organizzazione, vocabolari

__all__ = ["organizzazione", "vocabolari"]
