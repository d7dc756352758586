"""News, events, the library and frequent questions in the admin."""

from redazione.admin import biblioteca, eventi, faq, notizie

__all__ = ["biblioteca", "eventi", "faq", "notizie"]
