"""Services and their vocabularies in the admin."""

from servizi.admin import segnalazioni, servizio, vocabolari

__all__ = ["segnalazioni", "servizio", "vocabolari"]
