"""Values of indicators: which count, how they add up, what of them citizens may read.

- ``validi``: the rows that count, today or as they were known on a day.   - ``somme``: the rules, on rows.
- ``carica``: totals of many projects in few queries.   - ``soppressione``: small counts, never to be found.
- ``correzioni``: a validated value that was wrong.      - ``parti``: by sex, age, comune, firm size.
"""
