"""Tables for a spreadsheet: Excel opens them in Italian, and computes nothing that a stranger wrote."""

import csv
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest

from core.foglio import cella_sicura, foglio_csv


def test_a_sheet_opens_in_excel_with_its_accents_and_numbers():
    risposta = foglio_csv(
        "parole", ["Parole", "Volte"], [["perché; «città»", 3], ['virgola, "e" a capo\n', 1]]
    )
    assert risposta["Content-Type"] == "text/csv; charset=utf-8"
    assert risposta["Content-Disposition"] == 'attachment; filename="parole.csv"'
    assert risposta.content.startswith(b"\xef\xbb\xbf")
    testo = risposta.content.decode("utf-8-sig")
    assert testo.splitlines()[:2] == ['"Parole";"Volte"', '"perché; «città»";3']
    righe = list(csv.reader(StringIO(testo, newline=""), delimiter=";"))
    assert righe[2] == ['virgola, "e" a capo\n', "1"]


def test_amounts_have_a_comma_and_days_are_italian():
    risposta = foglio_csv("x", ["a"], [[Decimal("-1234567.50"), date(2017, 7, 1), Decimal("1E+3")]])
    assert risposta.content.decode("utf-8-sig").splitlines()[1] == '"-1234567,50";"01/07/2017";"1000"'


@pytest.mark.parametrize(
    "formula",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\ufeff=1", "＝1+1", '=HYPERLINK("http://x")'],
)
def test_no_cell_is_a_formula(formula):
    assert cella_sicura(formula) == f"'{formula}"


def test_a_formula_after_a_comma_stays_in_its_cell():
    """Where the comma divides cells, an unquoted text would begin another one."""
    assert '"nido,=1+1"' in foglio_csv("x", ["a"], [["nido,=1+1"]]).content.decode()


@pytest.mark.parametrize("testo", ["nido", "0-3 anni", "", "a=b", "5 €"])
def test_other_texts_stay_as_they_are(testo):
    assert cella_sicura(testo) == testo
