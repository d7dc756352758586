"""The admin of the room for firms, by noun."""

from imprese.admin import fiscali

__all__ = ["fiscali"]
