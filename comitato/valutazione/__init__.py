"""Evaluation of the proposals of a call.

- ``conflitti``: who may open what: the one guard.   - ``guardie``: the same in the admin of the projects.
- ``azioni``: from the declarations to the frozen ranking.   - ``punti``: totals, spread, ranking: pure.
- ``fascicolo``: a proposal to read offline.   - ``foglio``: final scores from a spreadsheet.
"""
