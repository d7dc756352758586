"""Rows that break the constraints of the Comitato: sedute (see tests/vincoli.py)."""

PROVE = {}
