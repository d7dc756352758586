"""The dashboard of a cycle: one computation for screen, snapshot and report, at any date.

- ``carica``: what the rooms below know of each project, in a constant number of queries.
- ``misure``: percentages, delays, signs of risk: pure functions.   - ``quadro``: the content, as plain JSON.
- ``istantanea``: the content kept byte for byte.   - ``vista``: rows to show, sorted, filtered, compared.
- ``novita``: what happened since a day.
"""
