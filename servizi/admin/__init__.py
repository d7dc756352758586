"""Services and their vocabularies in the admin."""

from servizi.admin import servizio, vocabolari

__all__ = ["servizio", "vocabolari"]
