"""The register of members."""

from aderenti.models.adesione import EventoAdesione, Referente
from aderenti.models.organizzazione import Certificazione, Organizzazione
from aderenti.models.vocabolari import CategoriaAderente, FormaGiuridica

__all__ = [
    "CategoriaAderente",
    "Certificazione",
    "EventoAdesione",
    "FormaGiuridica",
    "Organizzazione",
    "Referente",
]
