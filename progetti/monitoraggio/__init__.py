"""Monitoring rounds: from the opening to the validated sheets that lock a period.

- ``dovute``: which projects owe a sheet.   - ``azioni``: every step of a round and of a sheet.
- ``valori``: what was counted, read and written.   - ``moduli``, ``foglio``: the form, the spreadsheet.
- ``griglia``: all projects and indicators of a round.   - ``regione``: the form that Regione asks for.
- ``solleciti``: mail to who is late.   - ``views_area``: the pages of the capofila.
"""
