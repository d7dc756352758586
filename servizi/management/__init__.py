"""Management of the services."""
