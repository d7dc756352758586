"""Template tags of the redazione."""
