"""The freshness ladder: a sheet that nobody confirms is asked about, marked, hidden; then ATS calls.

regole.py        the limits and days that ATS sets; which services are due on a day
passi.py         which step a service takes today (pure)
scala.py         the daily round: takes the steps, body by body
scadenze.py      the warnings about the end of validity
orfani.py        the members that nobody keeps the pages of
verifica.py      the only way ``verificato_il`` moves
destinatari.py   whom to write to
conferma.py      the mailed link that confirms without login
"""
