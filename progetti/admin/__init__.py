"""Projects and money in the admin."""

from progetti.admin import denaro, progetto, risultati

__all__ = ["denaro", "progetto", "risultati"]
