"""News, events and frequent questions in the admin."""

from redazione.admin import eventi, faq, notizie

__all__ = ["eventi", "faq", "notizie"]
