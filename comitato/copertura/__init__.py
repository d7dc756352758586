"""Coverage: what exists and what is missing, comune by comune, typology by typology, period by period.

- ``carica``: everything the page counts, read in a constant number of queries into a ``Mondo``.
- ``bisogni``, ``progetti``: the needs of twelve months; the projects on a comune and a typology.
- ``eta``: the years of age a typology is for, hence how many people live there that it could serve.
- ``calcolo``, ``matrice``: cells, sums by ambito, where it is missing most. Pure: nothing is read.
- ``parole``, ``disegno``, ``tabelle``: the same numbers as sentences, as a map, as a spreadsheet.
- ``priorita``: which priorities of the cycle have projects and services, and which have none.
"""
