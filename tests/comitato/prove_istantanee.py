"""Rows that break the constraints of the Comitato: istantanee (see tests/vincoli.py)."""

PROVE = {}
