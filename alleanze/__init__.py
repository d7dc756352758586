"""Alleanze Locali."""
