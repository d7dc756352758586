"""The admin of the room for firms, by noun."""

from imprese.admin import autovalutazione, fiscali, formazione, pratiche, raggiunte

__all__ = ["autovalutazione", "fiscali", "formazione", "pratiche", "raggiunte"]
