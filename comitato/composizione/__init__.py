"""Who sits in the Comitato on a day, for which body, by which rules; what has to be done in a year."""
