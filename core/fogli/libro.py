"""A workbook of several sheets, to read and to keep: XLSX or ODS, with no cell that computes."""

import io

from django.http import HttpResponse

from core.fogli.scrittura import TIPI, valore_di_cella

FORMATI = {"xlsx": "Excel", "ods": "LibreOffice"}
NOME_MASSIMO = 31  # characters that Excel takes in the name of a sheet
VIETATI = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


def scrivi_libro(formato, nome, fogli):
    """Return the download ``nome``.``formato``; ``fogli`` are (name, rows), each row a list of cells.

    Raises KeyError for a format that is not in ``FORMATI``. Names are shortened and made different.
    """
    corpo = {"xlsx": _xlsx, "ods": _ods}[formato](_con_nomi(fogli))
    return HttpResponse(
        corpo,
        content_type=TIPI[formato],
        headers={"Content-Disposition": f'attachment; filename="{nome}.{formato}"'},
    )


def _con_nomi(fogli):
    visti = set()
    for nome, righe in fogli:
        base = " ".join(str(nome).translate(VIETATI).split())[:NOME_MASSIMO] or "Foglio"
        scelto, numero = base, 1
        while scelto.casefold() in visti:
            numero += 1
            scelto = f"{base[: NOME_MASSIMO - 3]} {numero}"
        visti.add(scelto.casefold())
        yield scelto, righe


def _xlsx(fogli):
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    libro = Workbook(write_only=True)
    for nome, righe in fogli:
        foglio = libro.create_sheet(nome)
        for riga in righe:
            celle = [WriteOnlyCell(foglio, value=valore_di_cella(valore)) for valore in riga]
            for cella in celle:
                if isinstance(cella.value, str):
                    cella.data_type = "s"
            foglio.append(celle)
    corpo = io.BytesIO()
    libro.save(corpo)
    return corpo.getvalue()


def _ods(fogli):
    from odfdo import Cell, Document, Row, Table

    documento = Document("spreadsheet")
    documento.body.clear()
    for nome, righe in fogli:
        tabella = Table(nome)
        for riga in righe:
            scritta = Row()
            for valore in riga:
                scritta.append_cell(Cell(valore_di_cella(valore)), clone=False)
            tabella.append_row(scritta, clone=False)
        documento.body.append(tabella)
    corpo = io.BytesIO()
    documento.save(corpo)
    return corpo.getvalue()
