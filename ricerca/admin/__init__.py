"""What citizens look for and do not find, in the admin."""

from ricerca.admin import bisogni

__all__ = ["bisogni"]
