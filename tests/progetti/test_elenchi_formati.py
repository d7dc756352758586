"""The files of a published list, opened by other readers: the same rows, and never another file."""

import csv
import io
import json
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl
import pytest

from progetti.elenchi import kohesio
from progetti.elenchi.bozze import prepara
from progetti.elenchi.formati import scarica
from progetti.elenchi.pubblicazione import pubblica
from progetti.models import ElencoPubblicato, Progetto
from tests.factories import make_pagamento, make_utente
from tests.progetti.elenchi_di_prova import make_operazione

INTESTAZIONI = [
    "Nome del beneficiario / Beneficiary name",
    "Nome dell'operazione / Operation name",
    "Sintesi dell'operazione / Operation summary",
    "Data di inizio dell'operazione / Operation start date",
    "Data di fine dell'operazione / Operation end date",
]
TITOLO = "Così è: più «tempo»; n° 1, “sì”"
ODS = {
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}


def pubblicato(tipo="1303", anno=None):
    """Return the list published as it is now, gaps and all."""
    impronta = prepara(tipo, anno).impronta
    return pubblica(tipo=tipo, anno=anno, utente=make_utente(), impronta=impronta, con_lacune=True)


@pytest.fixture
def elenco(db):
    make_operazione(titolo=TITOLO)
    make_operazione(titolo="=SOMMA(A1)", sintesi="", categoria_intervento="")
    return pubblicato()


def attese(elenco, data=str, numero=str):
    """Return the frozen rows as a reader should find them; ``data`` and ``numero`` make its values."""
    fai = {"data": lambda t: data(date.fromisoformat(t)), "euro": numero, "percento": numero}
    return [
        [fai.get(c[3], str)(t) if t else "" for c, t in zip(elenco.colonne, riga, strict=True)]
        for riga in elenco.righe
    ]


def test_the_csv_opens_in_excel_in_italian(elenco):
    corpo = scarica(elenco, "csv", "prova").content
    assert corpo.startswith(b"\xef\xbb\xbf")
    righe = list(csv.reader(io.StringIO(corpo.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert righe[0][:5] == INTESTAZIONI
    assert righe[1][1:8] == [
        TITOLO,
        "Nido aperto più a lungo; doposcuola, “grest”.",
        "01/03/2018",
        "31/05/2019",
        "9000,50",
        "50,00",
        "25043",
    ]
    assert righe[2][1] == "'=SOMMA(A1)"
    righe[2][1] = "=SOMMA(A1)"
    assert righe[1:] == attese(elenco, lambda g: f"{g:%d/%m/%Y}", lambda t: t.replace(".", ","))


def test_the_xlsx_has_days_and_numbers_and_no_formula(elenco):
    foglio = openpyxl.load_workbook(io.BytesIO(scarica(elenco, "xlsx", "prova").content)).active
    righe = [[cella.value for cella in riga] for riga in foglio.iter_rows()]
    lette = [["" if v is None else v for v in riga] for riga in righe[1:]]
    lette = [[v.date() if hasattr(v, "date") else v for v in riga] for riga in lette]
    assert lette == attese(elenco, lambda giorno: giorno, Decimal)
    assert (foglio["B3"].data_type, foglio["D2"].number_format, foglio["F2"].number_format) == (
        "s",
        "DD/MM/YYYY",
        "#,##0.00",
    )


def test_the_ods_has_days_and_numbers(elenco):
    archivio = ZipFile(io.BytesIO(scarica(elenco, "ods", "prova").content))
    radice = ElementTree.fromstring(archivio.read("content.xml"))
    righe = [_ods(riga) for riga in radice.iterfind(".//table:table-row", ODS)]
    assert righe[0][:5] == INTESTAZIONI
    assert righe[1:] == attese(elenco, lambda giorno: giorno, Decimal)


def _ods(riga):
    """Return the values of a row, read from the attributes of its cells."""
    valori = []
    for cella in riga.iterfind("table:table-cell", ODS):
        attributi = {nome: cella.get(f"{{{ODS['office']}}}{nome}") for nome in ("value", "date-value")}
        if attributi["date-value"]:
            valori.append(date.fromisoformat(attributi["date-value"][:10]))
        elif attributi["value"]:
            valori.append(Decimal(attributi["value"]))
        else:
            valori.append("\n".join("".join(p.itertext()) for p in cella.iterfind("text:p", ODS)))
    return valori


def test_the_json_has_the_frozen_texts_under_the_codes_of_the_columns(elenco):
    dati = json.loads(scarica(elenco, "json", "prova").content)
    assert [list(riga.values()) for riga in dati["righe"]] == elenco.righe
    assert dati["righe"][0]["1303-06"] == "9000.50"
    assert [c["codice"] for c in dati["colonne"]] == [f"1303-{n:02}" for n in range(1, 12)]


def test_the_kohesio_file_has_only_the_complete_row(elenco):
    righe = list(csv.reader(io.StringIO(scarica(elenco, "kohesio.csv", "x").content.decode(), newline="")))
    assert righe[0] == list(kohesio.CAMPI)
    assert [riga[2] for riga in righe[1:]] == [TITOLO]


def test_the_grants_have_their_amounts_in_every_file(db):
    make_pagamento("12345.67")
    elenco = pubblicato("art27", 2024)
    corpo = scarica(elenco, "csv", "x").content.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(corpo), delimiter=";"))[1][2] == "12345,67"
    foglio = openpyxl.load_workbook(io.BytesIO(scarica(elenco, "xlsx", "x").content)).active
    assert (foglio["C2"].value, foglio["J2"].value) == (12345.67, 2024)


@pytest.mark.parametrize("formato", ["csv", "json", "kohesio.csv"])
def test_a_published_list_does_not_change_with_its_projects(elenco, formato):
    prima = scarica(elenco, formato, "x").content
    Progetto.objects.update(titolo="Altro titolo", sintesi="Altra", categoria_intervento="")
    Progetto.objects.last().comuni.clear()
    assert scarica(ElencoPubblicato.objects.get(), formato, "x").content == prima
    assert prepara("1303").righe != elenco.righe
