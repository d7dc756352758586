"""Projects and money in the admin."""

from progetti.admin import denaro, documenti, progetto

__all__ = ["denaro", "documenti", "progetto"]
