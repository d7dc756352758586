"""The search in the admin: what people do not find, the searches they have saved."""

from ricerca.admin import bisogni, salvate

__all__ = ["bisogni", "salvate"]
