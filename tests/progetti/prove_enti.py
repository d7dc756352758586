"""Rows that break the constraints of the papers, deadlines and reminders (see tests/vincoli.py)."""

PROVE = {}
