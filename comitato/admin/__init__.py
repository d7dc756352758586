"""The admin of the Comitato, by noun."""

from comitato.admin import azioni_decise, composizione, decisioni, sedute, verbali

__all__ = ["azioni_decise", "composizione", "decisioni", "sedute", "verbali"]
