"""The calculator: rules of a year from checked sheets, exact cents, every step with its source."""
