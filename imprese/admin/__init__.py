"""The admin of the room for firms, by noun."""

from imprese.admin import autovalutazione, fiscali, formazione

__all__ = ["autovalutazione", "fiscali", "formazione"]
