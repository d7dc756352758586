"""Records of the ground floor."""

from core.models.caricamenti import Caricamento
from core.models.fonti import Certezza, Fonte
from core.models.mappe import MappaColonne
from core.models.posta import Messaggio, PreferenzaPosta
from core.models.proposte import CampoModerato, EventoProposta, Proposta
from core.models.registro import RegistroImportazione
from core.models.testi import TestoEmail
from core.models.versione import VersioneContenuti, VersioneTabella

__all__ = [
    "CampoModerato",
    "Caricamento",
    "Certezza",
    "EventoProposta",
    "Fonte",
    "MappaColonne",
    "Messaggio",
    "PreferenzaPosta",
    "Proposta",
    "RegistroImportazione",
    "TestoEmail",
    "VersioneContenuti",
    "VersioneTabella",
]
