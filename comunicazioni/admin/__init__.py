"""The mail to many in the admin."""

from comunicazioni.admin import comunicazioni, destinatari

__all__ = ["comunicazioni", "destinatari"]
