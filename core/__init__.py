"""The ground floor: leaves that every room may use."""
