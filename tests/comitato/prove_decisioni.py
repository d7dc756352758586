"""Rows that break the constraints of the Comitato: decisioni (see tests/vincoli.py)."""

PROVE = {}
