"""Tables for a spreadsheet: CSV that Excel opens in Italian, with no cell that it would compute."""

import csv
import re
from datetime import date
from decimal import Decimal

from django.http import HttpResponse

# What a spreadsheet takes for a formula, also after spaces and characters that are not seen.
FORMULA = re.compile(r"[\s\x00-\x1f\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]")


def foglio_csv(nome, intestazioni, righe):
    """Return the download ``nome``.csv: fields divided by “;”, UTF-8 with BOM; numbers stay numbers.

    A day is written 31/12/2018 and a Decimal 1250,50, as Excel reads them in Italian.
    """
    risposta = HttpResponse(
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{nome}.csv"'},
    )
    risposta.write("\ufeff")
    scrittore = csv.writer(risposta, delimiter=";", quoting=csv.QUOTE_NONNUMERIC)
    for riga in [intestazioni, *righe]:
        scrittore.writerow([cella if isinstance(cella, int) else cella_csv(cella) for cella in riga])
    return risposta


def cella_csv(valore):
    """Return the text of a cell of an Italian CSV."""
    if type(valore) is date:
        return f"{valore:%d/%m/%Y}"
    if isinstance(valore, Decimal):
        return str(valore).replace(".", ",")
    return cella_sicura(str(valore))


def cella_sicura(testo):
    """Return a text that a spreadsheet shows as it is, whoever wrote it."""
    return f"'{testo}" if FORMULA.match(testo) else testo
