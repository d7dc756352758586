"""The admin of the Comitato, by noun."""
