"""The public overview: projects and money by cycle, fund, line, ambito, year, kind, and their downloads.

- ``carica``: what is counted, read once: the rows of money, the projects, the words of each grouping.
- ``chiavi``: in which group a row or a project falls; every one falls in exactly one group of each kind.
- ``gruppi``: filtering and adding up, in Decimal, nothing read.
- ``abitanti``: residents on the known date nearest to a year.
- ``mappa``, ``confronto``: the drawing of the ambiti, two cycles side by side.
- ``colonne``, ``scarica``: the columns of the downloads, declared once with their dictionary.
"""
