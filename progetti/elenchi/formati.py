"""A published list as a file. The same publication always gives the same file."""

import json

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.fogli import FORMATI as FOGLI
from core.fogli import scrivi
from progetti.elenchi import kohesio
from progetti.elenchi.tabella import intestazioni, valori

KOHESIO = "kohesio.csv"
FORMATI = {"csv": "CSV", "xlsx": "Excel", "ods": "LibreOffice", "json": "JSON"}
"""Extension → name, for people."""


def scarica(elenco, formato, nome):
    """Return the download ``nome``.``formato`` of a publication; raise KeyError for an unknown format.

    CSV is the one that Excel opens in Italian (“;”, BOM, 31/12/2018, 1250,50); the Kohesio file is made of
    the rows that its layout accepts.
    """
    if formato in FOGLI:
        return scrivi(formato, nome, intestazioni(elenco), valori(elenco))
    corpo, tipo = {"json": _json, KOHESIO: _kohesio}[formato](elenco)
    allegato = f'attachment; filename="{nome}.{formato}"'
    return HttpResponse(corpo, content_type=tipo, headers={"Content-Disposition": allegato})


def _json(elenco):
    codici = [code for code, _it, _en, _forma in elenco.colonne]
    dati = {
        "elenco": str(elenco),
        "pubblicato_il": timezone.localtime(elenco.pubblicato_il).isoformat(),
        "nota": _("Date AAAA-MM-GG, importi in euro con il punto. Testo vuoto: non è noto."),
        "colonne": [
            {"codice": code, "it": it, "en": en, "forma": forma} for code, it, en, forma in elenco.colonne
        ],
        "righe": [dict(zip(codici, riga, strict=True)) for riga in elenco.righe],
    }
    return json.dumps(dati, ensure_ascii=False, indent=1).encode(), "application/json"


def _kohesio(elenco):
    return kohesio.in_csv(elenco.kohesio), "text/csv; charset=utf-8"
