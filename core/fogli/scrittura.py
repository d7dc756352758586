"""Writing a spreadsheet that people edit and send back: the same table as XLSX, ODS or CSV."""

import io
from datetime import date
from decimal import Decimal

from django.http import HttpResponse

from core.foglio import foglio_csv

FORMATI = {"xlsx": "Excel", "ods": "LibreOffice", "csv": "CSV"}
TIPI = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}


def scrivi(formato, nome, intestazioni, righe):
    """Return the download ``nome``.``formato``; raise KeyError for a format that is not in ``FORMATI``.

    Whole numbers, amounts (Decimal) and days stay what they are; all the rest is text, never a formula.
    """
    if formato == "csv":
        return foglio_csv(nome, intestazioni, righe)
    corpo = {"xlsx": _xlsx, "ods": _ods}[formato](intestazioni, righe)
    return HttpResponse(
        corpo,
        content_type=TIPI[formato],
        headers={"Content-Disposition": f'attachment; filename="{nome}.{formato}"'},
    )


def _xlsx(intestazioni, righe):
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    libro = Workbook(write_only=True)
    foglio = libro.create_sheet("Foglio1")
    foglio.freeze_panes = "A2"

    def cella(valore, grassetto=False):
        scritta = WriteOnlyCell(foglio, value=valore_di_cella(valore))
        if isinstance(scritta.value, str):
            scritta.data_type = "s"  # a text that begins with “=” stays a text
        elif isinstance(scritta.value, Decimal):
            scritta.number_format = "#,##0.00"
        elif isinstance(scritta.value, date):
            scritta.number_format = "DD/MM/YYYY"
        if grassetto:
            scritta.font = Font(bold=True)
        return scritta

    foglio.append([cella(titolo, grassetto=True) for titolo in intestazioni])
    for riga in righe:
        foglio.append([cella(valore) for valore in riga])
    corpo = io.BytesIO()
    libro.save(corpo)
    return corpo.getvalue()


def _ods(intestazioni, righe):
    from odfdo import Cell, Document, Row, Table

    documento = Document("spreadsheet")
    documento.body.clear()
    tabella = Table("Foglio1")
    for riga in [intestazioni, *righe]:
        scritta = Row()
        for valore in riga:
            scritta.append_cell(Cell(valore_di_cella(valore)), clone=False)
        tabella.append_row(scritta, clone=False)
    documento.body.append(tabella)
    corpo = io.BytesIO()
    documento.save(corpo)
    return corpo.getvalue()


def valore_di_cella(valore):
    """Return a number or a day as it is, anything else as text that XML can hold."""
    if isinstance(valore, int | Decimal | date) and not isinstance(valore, bool):
        return valore
    return "".join(c for c in str(valore) if c in "\t\n" or c >= " ")
