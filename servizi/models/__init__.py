"""Services and their vocabularies."""

from servizi.models.conteggi import ConteggioServizio
from servizi.models.luoghi import AreaServita, Sede, SedeServizio
from servizi.models.segnalazioni import Segnalazione
from servizi.models.servizio import DocumentoRichiesto, FinanziamentoServizio, Servizio
from servizi.models.tariffe import Tariffa
from servizi.models.tempi import Apertura, Giorno, Orario
from servizi.models.vocabolari import (
    DataScolastica,
    Destinatario,
    Gruppo,
    Periodo,
    Sinonimo,
    Tipologia,
)
from servizi.models.voci import VoceTipologia

__all__ = [
    "Apertura",
    "AreaServita",
    "ConteggioServizio",
    "DataScolastica",
    "Destinatario",
    "DocumentoRichiesto",
    "FinanziamentoServizio",
    "Giorno",
    "Gruppo",
    "Orario",
    "Periodo",
    "Sede",
    "SedeServizio",
    "Segnalazione",
    "Servizio",
    "Sinonimo",
    "Tariffa",
    "Tipologia",
    "VoceTipologia",
]
