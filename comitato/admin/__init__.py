"""The admin of the Comitato, by noun."""

from comitato.admin import composizione, copertura, cruscotto, istantanee, rapporti, sedute

__all__ = ["composizione", "copertura", "cruscotto", "istantanee", "rapporti", "sedute"]
