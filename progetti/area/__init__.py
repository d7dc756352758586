"""The reserved area of a member: the projects it takes part in, and those it leads."""
