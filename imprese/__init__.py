"""Firms: what they can do for who works and has a family, the rules of it by date, the services around."""
