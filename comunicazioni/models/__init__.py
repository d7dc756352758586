"""Mail of the office to many members of the Rete at once."""

from comunicazioni.models.comunicazione import Comunicazione, DestinatarioComunicazione

__all__ = ["Comunicazione", "DestinatarioComunicazione"]
