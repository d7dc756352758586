"""Template tags of the Comitato."""
