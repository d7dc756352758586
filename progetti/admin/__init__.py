"""Projects and money in the admin."""

from progetti.admin import denaro, progetto, richieste

__all__ = ["denaro", "progetto", "richieste"]
