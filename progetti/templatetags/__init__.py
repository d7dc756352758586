"""Template tags of the projects."""
