"""Reports of the Comitato: one structure, drawn as a page to print, a tagged PDF, XLSX or ODS.

- ``modello``: what a report is made of.   - ``ciclo``, ``progetto``, ``seduta``: the three reports.
- ``grafico``: charts as SVG, each beside the table of its numbers.   - ``formati``: the files.
"""
