"""Firms: topics of welfare, aims, dated fiscal sheets with their figures."""

from imprese.models.autovalutazione import ContoRisposte, Dimensione, Domanda, Risposta
from imprese.models.fiscali import Misura, SchedaFiscale
from imprese.models.formazione import Attestato, Gradimento, Incontro, Iscrizione, Percorso, Presenza
from imprese.models.parti_pratica import Certificazione, CommentoPratica
from imprese.models.pratiche import BuonaPratica
from imprese.models.temi import Obiettivo, Tema

__all__ = [
    "Attestato",
    "BuonaPratica",
    "Certificazione",
    "CommentoPratica",
    "ContoRisposte",
    "Dimensione",
    "Domanda",
    "Gradimento",
    "Incontro",
    "Iscrizione",
    "Misura",
    "Obiettivo",
    "Percorso",
    "Presenza",
    "Risposta",
    "SchedaFiscale",
    "Tema",
]
