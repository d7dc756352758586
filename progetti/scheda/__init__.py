"""What the sheet of a project shows, part by part, read in few queries. Unknown stays empty.

- ``vita``: events as a line of time, steps with their delay, days of start and end.
- ``denaro``: budget, account, documented sums; ``barre`` draws them.
- ``avanzamento``: what was counted (physical progress and results), apart from spending.
- ``legami``: needs, priorities, lines, places, typologies, services paid for, related projects.
- ``luoghi``: the places on a map. ``altrove``: the same project on national sites.
- ``dati_strutturati``: the sheet for machines (schema.org).
"""
