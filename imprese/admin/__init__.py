"""The admin of the room for firms, by noun."""

from imprese.admin import autovalutazione, fiscali

__all__ = ["autovalutazione", "fiscali"]
