"""Ratings in the admin: the list to read, the totals."""

from giudizi.admin import giudizi, totali

__all__ = ["giudizi", "totali"]
