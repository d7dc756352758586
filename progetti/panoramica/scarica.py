"""The same table as CSV, XLSX or JSON."""

import json
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from core.fogli.scrittura import scrivi

FORMATI = {"csv": "CSV", "xlsx": "Excel", "json": "JSON"}
LICENZA = {"nome": "CC BY 4.0", "indirizzo": "https://creativecommons.org/licenses/by/4.0/deed.it"}


def file(formato, nome, tabella, record, filtri):
    """Return the download; raise KeyError for a format that is not in ``FORMATI``.

    In JSON an amount is a text with two decimals and the point, a day is ISO, what is not known is null;
    ``filtri`` ({name: value}) are told with the licence and the day. CSV and XLSX: see ``core.fogli``.
    """
    righe = [tabella.valori(uno) for uno in record]
    if FORMATI[formato] == "JSON":
        return _json(nome, tabella, righe, filtri)
    return scrivi(formato, nome, tabella.nomi, [["" if v is None else v for v in riga] for riga in righe])


def _json(nome, tabella, righe, filtri):
    dizionario = reverse("progetti:download", args=["dizionario", "json"])
    dati = {
        "titolo": str(tabella.titolo),
        "riga": str(tabella.riga),
        "estratto_il": timezone.localdate().isoformat(),
        "licenza": LICENZA,
        "dizionario": settings.SITE_URL + dizionario,
        "filtri": filtri,
        "righe": [dict(zip(tabella.nomi, map(_valore, riga), strict=True)) for riga in righe],
    }
    return HttpResponse(
        json.dumps(dati, ensure_ascii=False, indent=1),
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{nome}.json"'},
    )


def _valore(valore):
    if isinstance(valore, Decimal):
        return f"{valore:.2f}"
    return valore.isoformat() if isinstance(valore, date) else valore
