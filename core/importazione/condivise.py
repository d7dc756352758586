"""Columns that many files share."""

from core.importazione.colonne import Lista, Riferimento, Scelta
from core.models import Certezza, Fonte

FONTI = Lista(Riferimento(Fonte))
CERTEZZA = Scelta(Certezza.values)
CERTEZZA_TERRITORIO = Scelta(
    {
        "molto alta": Certezza.LETTA,
        "alta": Certezza.LETTA,
        "media": Certezza.NOTA,
        "non trovata": "",
    }
)
"""The files of the territory grade certainty in words: a source says it, or it is to be checked."""
