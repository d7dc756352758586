"""Projects, calls and money in the admin."""

from progetti.admin import avvisi, candidature, denaro, iscrizioni, progetto, richieste

__all__ = ["avvisi", "candidature", "denaro", "iscrizioni", "progetto", "richieste"]
