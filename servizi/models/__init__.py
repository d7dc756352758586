"""Services and their vocabularies."""

from servizi.models.conferme import RichiestaConferma, RigaConferma
from servizi.models.conteggi import ConteggioServizio
from servizi.models.freschezza import PassoFreschezza, RegolaFreschezza, Verifica
from servizi.models.giri import SollecitoReferente, Turno
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
    "PassoFreschezza",
    "Periodo",
    "RegolaFreschezza",
    "RichiestaConferma",
    "RigaConferma",
    "Sede",
    "SedeServizio",
    "Segnalazione",
    "Servizio",
    "Sinonimo",
    "SollecitoReferente",
    "Tariffa",
    "Tipologia",
    "Turno",
    "Verifica",
    "VoceTipologia",
]
