"""Projects and money in the admin."""

from progetti.admin import denaro, documenti, progetto, risultati

__all__ = ["denaro", "documenti", "progetto", "risultati"]
