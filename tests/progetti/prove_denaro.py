"""Rows that break the constraints of the budgets, accounts and payments (see tests/vincoli.py)."""

PROVE = {}
