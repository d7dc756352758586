"""The lists that the law asks for: rows, what is missing, publication, downloads."""
