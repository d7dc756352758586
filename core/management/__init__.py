"""Management of the ground floor."""
