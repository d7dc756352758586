"""Firms: topics of welfare, aims, dated fiscal sheets with their figures."""

from imprese.models.autovalutazione import ContoRisposte, Dimensione, Domanda, Risposta
from imprese.models.fiscali import Misura, SchedaFiscale
from imprese.models.temi import Obiettivo, Tema

__all__ = [
    "ContoRisposte",
    "Dimensione",
    "Domanda",
    "Misura",
    "Obiettivo",
    "Risposta",
    "SchedaFiscale",
    "Tema",
]
