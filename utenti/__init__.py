"""Accounts, roles, second factor."""
