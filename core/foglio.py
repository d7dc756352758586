"""Tables for a spreadsheet: CSV that Excel opens in Italian, with no cell that it would compute."""

import csv
import re
from datetime import date
from decimal import Decimal

from django.http import HttpResponse

# What a spreadsheet takes for a formula, also after spaces and characters that are not seen.
FORMULA = re.compile(r"[\s\x00-\x1f\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]")


def foglio_csv(nome, intestazioni, righe):
    """Return the download ``nome``.csv: fields divided by “;”, UTF-8 with BOM.

    Whole numbers stay numbers; a Decimal is written with the comma and without thousands, a day as
    31/12/2026, so that a spreadsheet set to Italian reads them as what they are.
    """
    risposta = HttpResponse(
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{nome}.csv"'},
    )
    risposta.write("\ufeff")
    scrittore = csv.writer(risposta, delimiter=";", quoting=csv.QUOTE_NONNUMERIC)
    for riga in [intestazioni, *righe]:
        scrittore.writerow([cella if isinstance(cella, int) else _testo(cella) for cella in riga])
    return risposta


def _testo(cella):
    """Return the text of a cell that is no whole number."""
    if isinstance(cella, Decimal):
        return f"{cella:f}".replace(".", ",")
    if isinstance(cella, date):
        return f"{cella:%d/%m/%Y}"
    return cella_sicura(str(cella))


def cella_sicura(testo):
    """Return a text that a spreadsheet shows as it is, whoever wrote it."""
    return f"'{testo}" if FORMULA.match(testo) else testo
