"""Records of the core: leaves that every room may use."""

from core.models.versione import VersioneContenuti

__all__ = ["VersioneContenuti"]
