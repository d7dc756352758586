"""Commands composed from several rooms."""
