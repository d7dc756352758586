"""Funds, calls and projects."""

from progetti.models.eventi import EventoProgetto
from progetti.models.fondi import Avviso, Finanziamento, Fondo
from progetti.models.progetto import Attivita, PartnerProgetto, Progetto, VoceDenaro

__all__ = [
    "Attivita",
    "Avviso",
    "EventoProgetto",
    "Finanziamento",
    "Fondo",
    "PartnerProgetto",
    "Progetto",
    "VoceDenaro",
]
