"""Members, their people and their vocabularies in the admin."""

from aderenti.admin import conservazione, organizzazione, persone, vocabolari

__all__ = ["conservazione", "organizzazione", "persone", "vocabolari"]
