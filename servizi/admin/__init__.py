"""Services and their vocabularies in the admin."""

from servizi.admin import freschezza, segnalazioni, servizio, vocabolari

__all__ = ["freschezza", "segnalazioni", "servizio", "vocabolari"]
