"""The reserved area of a member: it keeps its own services."""
