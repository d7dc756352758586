"""Piani territoriali (cycles): rules, acts, documents, lines, needs, priorities, indicators."""

from piani.models.indicatori import Indicatore
from piani.models.piano import Atto, LineaAzione, Natura, Piano, RegolaCapofila, TerminePiano
from piani.models.programma import Bisogno, DocumentoPiano, Priorita, ScadenzaRendicontazione

__all__ = [
    "Atto",
    "Bisogno",
    "DocumentoPiano",
    "Indicatore",
    "LineaAzione",
    "Natura",
    "Piano",
    "Priorita",
    "RegolaCapofila",
    "ScadenzaRendicontazione",
    "TerminePiano",
]
