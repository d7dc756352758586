"""Minutes: written from the agenda, commented, approved at a later meeting, published."""
