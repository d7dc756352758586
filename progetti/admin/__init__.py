"""Projects and money in the admin."""

from progetti.admin import denaro, progetto

__all__ = ["denaro", "progetto"]
