"""Rows that break the constraints of the indicators of a project (see tests/vincoli.py)."""

PROVE = {}
