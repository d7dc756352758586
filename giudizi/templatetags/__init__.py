"""Template tags of the judgements."""
