"""Piani, acts, lines, needs, priorities and indicators in the admin."""

from piani.admin import piano, programma

__all__ = ["piano", "programma"]
