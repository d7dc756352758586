"""The admin of the Comitato, by noun."""

from comitato.admin import composizione, sedute

__all__ = ["composizione", "sedute"]
