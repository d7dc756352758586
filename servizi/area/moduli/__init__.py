"""The forms of the sections of a sheet, and what they are made of."""
