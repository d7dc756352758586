"""Changes that wait for ATS: a member proposes, the live sheet stays, ATS decides field by field.

A room declares what its sheets are made of (``schede.Scheda``, ``voci``); the rest is here: proponi,
chiedi, rispondi, ritira for who keeps a sheet; decidi, riallinea, controlla, annulla for ATS.
"""

from core.proposte.azioni import chiedi, proponi, rispondi, ritira, scrivi
from core.proposte.confronto import confronta, differenze, storia
from core.proposte.decisioni import annulla, controlla, decidi, riallinea
from core.proposte.errori import CambiatoNelFrattempo, PropostaSuperata, VociMosse
from core.proposte.lettura import aperta_di, con_proposta
from core.proposte.schede import Scheda, registra, scheda_di, schede
from core.proposte.voci import Voce, VoceMolti, VoceRighe

__all__ = [
    "CambiatoNelFrattempo",
    "PropostaSuperata",
    "Scheda",
    "Voce",
    "VoceMolti",
    "VoceRighe",
    "VociMosse",
    "annulla",
    "aperta_di",
    "chiedi",
    "con_proposta",
    "confronta",
    "controlla",
    "decidi",
    "differenze",
    "proponi",
    "registra",
    "riallinea",
    "rispondi",
    "ritira",
    "scheda_di",
    "schede",
    "scrivi",
    "storia",
]
