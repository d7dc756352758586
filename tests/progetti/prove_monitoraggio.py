"""Rows that break the constraints of the monitoring rounds (see tests/vincoli.py)."""

PROVE = {}
