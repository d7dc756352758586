"""Records of the ground floor."""

from core.models.fonti import Certezza, Fonte
from core.models.posta import Messaggio, PreferenzaPosta
from core.models.registro import RegistroImportazione
from core.models.testi import TestoEmail
from core.models.versione import VersioneContenuti, VersioneTabella

__all__ = [
    "Certezza",
    "Fonte",
    "Messaggio",
    "PreferenzaPosta",
    "RegistroImportazione",
    "TestoEmail",
    "VersioneContenuti",
    "VersioneTabella",
]
