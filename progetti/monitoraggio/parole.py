"""Words and tones of the sheets: the same in the area, in the admin and on the dashboard."""

TONI = {
    "da_compilare": "attesa",
    "inviata": "attesa",
    "restituita": "negativo",
    "validata": "positivo",
    "saltata": "neutro",
}
"""State of a sheet → tone of ``componenti/stato.html``."""
