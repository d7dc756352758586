"""The search in the admin."""

from ricerca.admin import salvate

__all__ = ["salvate"]
