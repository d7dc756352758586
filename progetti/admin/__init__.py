"""Projects and money in the admin."""

from progetti.admin import denaro, elenchi, progetto

__all__ = ["denaro", "elenchi", "progetto"]
