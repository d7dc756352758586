"""The same project on the national sites that follow public money."""

import re
from urllib.parse import quote

OPENCUP = "https://www.opencup.gov.it/portale/it/web/opencup/home/progetto/-/cup/"
OPENCOESIONE = "https://opencoesione.gov.it/it/"
# The address of a project is its local code in small letters; how other codes are written is not known.
CODICE_CHIARO = re.compile(r"[A-Za-z0-9_-]+")


def opencup(progetto):
    """Return the address of the project on OpenCUP; empty without a CUP."""
    return OPENCUP + quote(progetto.cup) if progetto.cup else ""


def opencoesione(progetto):
    """Return the address of an ESF project on OpenCoesione: by local code, else a search by CUP; or empty.

    OpenCoesione follows the cohesion policies: a project paid by regional money alone is not there.
    """
    if not (progetto.fondo and progetto.fondo.europeo):
        return ""
    if CODICE_CHIARO.fullmatch(progetto.codice_locale):
        return f"{OPENCOESIONE}progetti/{progetto.codice_locale.lower()}/"
    return f"{OPENCOESIONE}ricerca/?q={quote(progetto.cup)}" if progetto.cup else ""
