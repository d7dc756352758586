"""Words and tones of the sheets: the same in the area, in the admin and on the dashboard."""

from piani.models import Indicatore
from progetti.scheda.avanzamento import cifra

TONI = {
    "da_compilare": "attesa",
    "inviata": "attesa",
    "restituita": "negativo",
    "validata": "positivo",
    "saltata": "neutro",
}
"""State of a sheet → tone of ``componenti/stato.html``."""


def cifra_intera(indicatore, valore):
    """Return a value with its unit, small ones too: for who wrote or checks it, never in public."""
    return cifra(Indicatore(unita=indicatore.unita), valore)
