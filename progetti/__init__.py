"""Funds, calls, projects."""
