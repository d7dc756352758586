"""Spreadsheets in and out: XLSX, ODS and CSV, read within limits, written with no cell that computes."""

from core.fogli.lettura import Foglio, FoglioError, leggi
from core.fogli.scrittura import FORMATI, scrivi

__all__ = ["FORMATI", "Foglio", "FoglioError", "leggi", "scrivi"]
