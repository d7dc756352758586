"""The newsletter in the admin."""

from newsletter.admin import abbonati, numeri

__all__ = ["abbonati", "numeri"]
