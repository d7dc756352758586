"""Rows that break the constraints of the published lists (see tests/vincoli.py)."""

PROVE = {}
