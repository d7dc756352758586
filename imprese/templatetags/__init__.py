"""Words of the pages for firms."""
