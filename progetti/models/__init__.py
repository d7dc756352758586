"""Funds, calls, projects: their life, their money, their papers, what they reached."""

from progetti.models.avvisi import (
    Avviso,
    Candidatura,
    DocumentoAvviso,
    DomandaFrequente,
    DotazioneLinea,
    EsitoControllo,
    IscrizioneAvvisi,
    VoceControllo,
)
from progetti.models.denaro import (
    CategoriaCosto,
    Impegno,
    Pagamento,
    QuadroFinanziario,
    Rendiconto,
    VerificaDoppio,
    VoceDenaro,
    VoceSpesa,
)
from progetti.models.documenti import CalendarioPersonale, DocumentoProgetto, PromemoriaScadenza, Scadenza
from progetti.models.elenchi import ElencoPubblicato
from progetti.models.eventi import EventoProgetto
from progetti.models.fondi import Finanziamento, Fondo
from progetti.models.progetto import Attivita, PartnerProgetto, Progetto
from progetti.models.richieste import RichiestaProgetto
from progetti.models.risultati import IndicatoreProgetto, ValoreIndicatore

__all__ = [
    "Attivita",
    "Avviso",
    "CalendarioPersonale",
    "Candidatura",
    "CategoriaCosto",
    "DocumentoAvviso",
    "DocumentoProgetto",
    "DomandaFrequente",
    "DotazioneLinea",
    "ElencoPubblicato",
    "EsitoControllo",
    "EventoProgetto",
    "Finanziamento",
    "Fondo",
    "Impegno",
    "IndicatoreProgetto",
    "IscrizioneAvvisi",
    "Pagamento",
    "PartnerProgetto",
    "Progetto",
    "PromemoriaScadenza",
    "QuadroFinanziario",
    "Rendiconto",
    "RichiestaProgetto",
    "Scadenza",
    "ValoreIndicatore",
    "VerificaDoppio",
    "VoceControllo",
    "VoceDenaro",
    "VoceSpesa",
]
