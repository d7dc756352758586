"""The register of members."""

from aderenti.models.adesione import EventoAdesione, Referente
from aderenti.models.conferme import ConfermaAdesione, GiroConferme
from aderenti.models.conservazione import RapportoConservazione
from aderenti.models.domande import DomandaAdesione, EventoDomanda
from aderenti.models.organizzazione import Certificazione, Organizzazione
from aderenti.models.persone import Accesso, Invito, RichiestaAccesso
from aderenti.models.recesso import RichiestaRecesso
from aderenti.models.vocabolari import CategoriaAderente, FormaGiuridica

__all__ = [
    "Accesso",
    "CategoriaAderente",
    "Certificazione",
    "ConfermaAdesione",
    "DomandaAdesione",
    "EventoAdesione",
    "EventoDomanda",
    "FormaGiuridica",
    "GiroConferme",
    "Invito",
    "Organizzazione",
    "RapportoConservazione",
    "Referente",
    "RichiestaAccesso",
    "RichiestaRecesso",
]
