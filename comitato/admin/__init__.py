"""The admin of the Comitato, by noun."""

from comitato.admin import copertura

__all__ = ["copertura"]
