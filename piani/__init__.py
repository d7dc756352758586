"""Piani territoriali: cycles, rules, acts, lines."""
