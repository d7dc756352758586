"""Firms: topics of welfare, aims, dated fiscal sheets with their figures."""

from imprese.models.fiscali import Misura, SchedaFiscale
from imprese.models.temi import Obiettivo, Tema

__all__ = ["Misura", "Obiettivo", "SchedaFiscale", "Tema"]
