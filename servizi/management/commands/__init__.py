"""Management commands of the services."""
