"""Funds, calls, projects: their life, their money, their papers, what they reached."""

from progetti.models.avvisi import (
    Avviso,
    DocumentoAvviso,
    DomandaFrequente,
    DotazioneLinea,
    ProrogaAvviso,
)
from progetti.models.candidature import Candidatura, EsitoControllo, VoceControllo
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
from progetti.models.iscrizioni import IscrizioneAvvisi
from progetti.models.monitoraggio import (
    ColonnaRegione,
    CommentoScheda,
    ModelloRegione,
    PassoScheda,
    Rilevazione,
    SchedaMonitoraggio,
)
from progetti.models.progetto import Attivita, PartnerProgetto, Progetto
from progetti.models.richieste import RichiestaProgetto
from progetti.models.risultati import IndicatoreProgetto, ParteValore, ValoreIndicatore

__all__ = [
    "Attivita",
    "Avviso",
    "CalendarioPersonale",
    "Candidatura",
    "CategoriaCosto",
    "ColonnaRegione",
    "CommentoScheda",
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
    "ModelloRegione",
    "Pagamento",
    "ParteValore",
    "PartnerProgetto",
    "PassoScheda",
    "Progetto",
    "PromemoriaScadenza",
    "ProrogaAvviso",
    "QuadroFinanziario",
    "Rendiconto",
    "RichiestaProgetto",
    "Rilevazione",
    "Scadenza",
    "SchedaMonitoraggio",
    "ValoreIndicatore",
    "VerificaDoppio",
    "VoceControllo",
    "VoceDenaro",
    "VoceSpesa",
]
