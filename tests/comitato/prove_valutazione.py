"""Rows that break the constraints of the Comitato: valutazione (see tests/vincoli.py)."""

PROVE = {}
