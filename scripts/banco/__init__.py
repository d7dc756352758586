"""The bench: a bare Django reference, a load generator and the measures of `make bench`."""
