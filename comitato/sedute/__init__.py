"""Meetings of the Comitato, from the agenda to the attendance. Minutes, votes and decisions are elsewhere."""
