"""A reader of the Kohesio layout of its own: it shares nothing with ``progetti.elenchi.kohesio``.

The rules are those of dominio §2.4 and of the notes of riferimenti/campi_elenco_operazioni.csv, one function
a column; a file is right when ``rifiuti`` finds nothing.
"""

import csv
import io
import re

GIORNO = re.compile(r"(0[1-9]|[12][0-9]|3[01])/(0[1-9]|1[0-2])/[0-9]{4}")
NUMERO = re.compile(r"[0-9]+(\.[0-9]+)?")


def _testo(valore):
    return True


def _giorno(valore):
    return bool(GIORNO.fullmatch(valore))


def _fra(minimo, massimo):
    return lambda v: bool(NUMERO.fullmatch(v)) and minimo <= float(v) <= massimo


SEMPRE = {
    "Operation_Name_Programme_Language": _testo,
    "Country": _testo,
    "Operation_Start_Date": _giorno,
    "Operation_End_Date": _giorno,
    "CoFinancing_Rate": _fra(0, 100),
    "Total_Eligible_Expenditure_amount": _fra(0, 10**12),
    "Total_Eligible_Expenditure_Currency": lambda v: v == "EUR",
    "Beneficiary_Name": _testo,
    "Category_Of_Intervention": _fra(1, 123),
    "Operation_Summary_Programme_Language": _testo,
    "Programming_Period": lambda v: v in ("2014-2020", "2021-2027"),
}
SE_CI_SONO = {
    "Operation_Expected_End_Date": _giorno,
    "Date_Of_Last_Update": _giorno,
    "Fund_Code": lambda v: v in ("CF", "EAFRD", "EMFF", "ENI", "ERDF", "ESF", "YEI", "IPA II"),
    "Programme_Code": lambda v: bool(re.fullmatch(r"2014[A-Z]{2}[A-Z0-9]{9}", v)),
    "Total_Eligible_Expenditure_Exchange_Rate": lambda v: v == "",
    "Beneficiary_Unique_Identifier": lambda v: bool(re.fullmatch(r"[0-9]{11}", v)),
}
LUOGHI = (
    "Location_Indicator_Postcode",
    "Location_Indicator_NUTS_code",
    "Location_Indicator_latitude_longitude",
)
LARGHE = {
    "Fund_Code": lambda v: v == "ESF+",
    "Category_Of_Intervention": _fra(1, 999),
    "Programme_Code": _testo,
}
"""What is looser for 2021-2027: the published layout knows only 2014-2020."""


def righe(contenuto):
    """Return the rows of a file as dicts, read by comma; the line ends must be those of RFC 4180."""
    testo = contenuto.decode("utf-8")
    assert testo.count("\n") == testo.count("\r\n")
    return list(csv.DictReader(io.StringIO(testo, newline=""), strict=True))


def rifiuti(riga):
    """Return the columns of a row that Kohesio would refuse."""
    larghe = LARGHE if riga["Programming_Period"] == "2021-2027" else {}
    sempre, se_ci_sono = SEMPRE | larghe, SE_CI_SONO | larghe
    mancano = {campo for campo in SEMPRE if not riga[campo] or not sempre[campo](riga[campo])}
    sbagliati = {campo for campo in SE_CI_SONO if riga[campo] and not se_ci_sono[campo](riga[campo])}
    if not any(riga[campo] for campo in LUOGHI):
        mancano.add("Location")
    inizio, fine = ("-".join(reversed(riga[f"Operation_{q}_Date"].split("/"))) for q in ("Start", "End"))
    return mancano | sbagliati | ({"date"} if inizio > fine else set())
