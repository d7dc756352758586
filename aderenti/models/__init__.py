"""The register of members."""

from aderenti.models.adesione import EventoAdesione, Referente
from aderenti.models.conservazione import RapportoConservazione
from aderenti.models.organizzazione import Certificazione, Organizzazione
from aderenti.models.persone import Accesso, Invito, RichiestaAccesso
from aderenti.models.vocabolari import CategoriaAderente, FormaGiuridica

__all__ = [
    "Accesso",
    "CategoriaAderente",
    "Certificazione",
    "EventoAdesione",
    "FormaGiuridica",
    "Invito",
    "Organizzazione",
    "RapportoConservazione",
    "Referente",
    "RichiestaAccesso",
]
