"""The public overview of money and projects: groupings, map, comparison of cycles, downloads."""
