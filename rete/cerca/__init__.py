"""Searching the whole portal: services by their own search, everything else by the same words and roots."""
