"""Rows that break the constraints of the Comitato: composizione (see tests/vincoli.py)."""

PROVE = {}
