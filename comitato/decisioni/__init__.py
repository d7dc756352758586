"""Decisions: put to the vote, counted, numbered; what has to be done after them, until it is verified."""
