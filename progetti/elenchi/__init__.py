"""The lists that the law asks for: rows, what is missing, publication, downloads.

- ``campi``: the columns, read from riferimenti/campi_elenco_operazioni.csv and campi_art27.csv;
- ``operazioni``, ``contributi``: the rows, computed from the records; ``kohesio``: the same for Kohesio;
- ``bozze``: a list ready to be published, with its report; ``pubblicazione``: the action, once and for all;
- ``formati``: what is published, as CSV, XLSX, ODS, JSON.
"""
