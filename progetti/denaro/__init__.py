"""The money of projects, computed from rows on every reading: no total is ever stored.

- ``conti``: the account of each project (granted, paid, admitted …).
- ``righe``: the rows that add up to what the Rete spends, none counted twice (``somme``: the tree of sums).
- ``dettaglio``: how much of a documented sum is itemised, and how much is not.
- ``stato``: the public status of a project, by the published rule.
- ``azioni``: budgets approved, payments, accounts, recoveries; ``quadratura``: whether it all adds up.
- ``confronto``: figures of acts and of the press side by side; ``doppi``: what looks paid twice.
"""
