"""The money of projects, computed from rows on every reading: no total is ever stored.

- ``conti``: the account of each project (granted, paid, admitted …).
- ``dettaglio``: how much of a documented sum is itemised, and how much is not.
- ``righe``: the rows that add up to what the Rete spends, none counted twice.
- ``stato``: the public status of a project, by the published rule.
"""
