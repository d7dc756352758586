"""Comuni and ambiti, right at any date."""
