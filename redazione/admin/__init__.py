"""News and frequent questions in the admin."""

from redazione.admin import faq, notizie

__all__ = ["faq", "notizie"]
