"""The layout that Kohesio reads: names and order of its 33 columns, and the rules of each.

Comma, header row, RFC 4180, days as 31/12/2018 (dominio §2.4). The names are those of the column
``colonna_kohesio`` of riferimenti/campi_elenco_operazioni.csv, plus three that its notes name. The published
layout is of 2014-2020; for 2021-2027 the rules on fund, programme and category are relaxed, as there said.
Only rows that the layout accepts go into the file: the report says why the others do not.
"""

import csv
import io
import re
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from progetti.elenchi.beneficiari import codice_fiscale
from progetti.elenchi.celle_operazioni import CATEGORIA_MASSIMA
from progetti.models import Fondo

CAMPI = (
    "Operation_Unique_Identifier",
    "CountryID",
    "Operation_Name_Programme_Language",
    "Operation_Name_English",
    "Country",
    "Location_Indicator_Postcode",
    "Operation_Start_Date",
    "Operation_Expected_End_Date",
    "Operation_End_Date",
    "CoFinancing_Rate",
    "Total_Eligible_Expenditure_amount",
    "Total_Eligible_Expenditure_Currency",
    "Total_Eligible_Expenditure_Exchange_Rate",
    "Location_Indicator_NUTS_code",
    "Beneficiary_Name",
    "Location_Indicator_latitude_longitude",
    "Category_Of_Intervention",
    "Fund_Code",
    "Programme_Code",
    "Operation_Summary_English",
    "Operation_Summary_Programme_Language",
    "Programming_Period",
    "Programme_Name",
    "Program_Priority_Axis_Code",
    "Program_Priority_Axis_Name",
    "Program_Specific_Objective_Code",
    "Program_Specific_Objective_Name",
    "Program_Thematic_Objective_Code",
    "Program_Thematic_Objective_Name",
    "Fund_Name",
    "Date_Of_Last_Update",
    "Beneficiary_Unique_Identifier",
    "Social_Media_Links",
)
OBBLIGATORI = (
    "Operation_Name_Programme_Language",
    "Country",
    "Operation_Start_Date",
    "Operation_End_Date",
    "CoFinancing_Rate",
    "Total_Eligible_Expenditure_amount",
    "Total_Eligible_Expenditure_Currency",
    "Beneficiary_Name",
    "Category_Of_Intervention",
    "Operation_Summary_Programme_Language",
    "Programming_Period",
)
LUOGHI = (
    "Location_Indicator_Postcode",
    "Location_Indicator_NUTS_code",
    "Location_Indicator_latitude_longitude",
)
CODICI_FONDO = {Fondo.Tipo.FSE: "ESF", Fondo.Tipo.FSE_PLUS: "ESF+"}
RE_CCI = re.compile(r"2014[A-Z0-9]{11}")


def valori(operazione, oggi):
    """Return {column: value} of an operation; what is not known is None or empty."""
    progetto, fondo = operazione.progetto, operazione.progetto.fondo
    cap, nuts = operazione.cap, operazione.nuts
    pieni = {
        "Operation_Unique_Identifier": operazione.codice,
        "Operation_Name_Programme_Language": progetto.titolo,
        "Operation_Name_English": progetto.titolo_en,
        "Country": "Italy",
        "Location_Indicator_Postcode": "; ".join(cap),
        "Operation_Start_Date": operazione.inizio.giorno,
        "Operation_Expected_End_Date": operazione.fine_prevista,
        "Operation_End_Date": operazione.fine,
        "CoFinancing_Rate": fondo.quota_ue_pct,
        "Total_Eligible_Expenditure_amount": operazione.conto.ammissibile,
        "Total_Eligible_Expenditure_Currency": "EUR",
        "Location_Indicator_NUTS_code": "; ".join(nuts),
        "Beneficiary_Name": operazione.capofila.denominazione if operazione.capofila else "",
        "Category_Of_Intervention": progetto.categoria_intervento,
        "Fund_Code": CODICI_FONDO[fondo.tipo],
        "Programme_Code": fondo.cci,
        "Operation_Summary_English": progetto.sintesi_en,
        "Operation_Summary_Programme_Language": progetto.sintesi,
        "Programming_Period": fondo.periodo_programmazione,
        "Programme_Name": fondo.programma,
        "Program_Priority_Axis_Code": fondo.asse_code,
        "Program_Priority_Axis_Name": fondo.asse_nome,
        "Program_Specific_Objective_Code": fondo.obiettivo_code,
        "Program_Specific_Objective_Name": fondo.obiettivo_nome,
        "Program_Thematic_Objective_Code": fondo.tema_code,
        "Program_Thematic_Objective_Name": fondo.tema_nome,
        "Fund_Name": fondo.label,
        "Date_Of_Last_Update": oggi,
        "Beneficiary_Unique_Identifier": codice_fiscale(operazione.capofila) if operazione.capofila else "",
    }
    return {campo: pieni.get(campo, "") for campo in CAMPI}


def errori(riga, periodo):
    """Return, in words, why Kohesio would refuse a row (``valori``) of a programming period; empty if not."""
    trovati = [_("manca %(campo)s") % {"campo": campo} for campo in OBBLIGATORI if riga[campo] in (None, "")]
    if not any(riga[campo] for campo in LUOGHI):
        trovati.append(_("manca un luogo"))
    inizio, fine = riga["Operation_Start_Date"], riga["Operation_End_Date"]
    if inizio and fine and inizio > fine:
        trovati.append(_("la fine viene prima dell’inizio"))
    trovati += _errori_categoria(riga["Category_Of_Intervention"], periodo)
    cci = riga["Programme_Code"]
    if periodo == "2014-2020" and cci and not RE_CCI.fullmatch(cci):
        trovati.append(_("Programme_Code non ha la forma di un codice CCI del 2014-2020"))
    return trovati


def _errori_categoria(testo, periodo):
    """The layout wants a number; up to 123 in 2014-2020, without a limit of ours later."""
    if not testo:
        return []
    if not (testo.isascii() and testo.isdecimal() and int(testo) >= 1):
        return [_("Category_Of_Intervention non è un numero")]
    if periodo == "2014-2020" and int(testo) > CATEGORIA_MASSIMA:
        return [_("Category_Of_Intervention va da 1 a 123")]
    return []


def celle(riga):
    """Return the texts of a row, in the order of ``CAMPI``: what the file holds."""
    return [_testo(riga[campo]) for campo in CAMPI]


def in_csv(righe):
    """Return the file (bytes): header, rows, comma, CRLF, UTF-8."""
    testo = io.StringIO(newline="")
    csv.writer(testo, lineterminator="\r\n").writerows([CAMPI, *righe])
    return testo.getvalue().encode()


def _testo(valore):
    if isinstance(valore, date):
        return f"{valore:%d/%m/%Y}"
    if isinstance(valore, Decimal):
        return format(valore, "f")
    return " ".join((valore or "").split())  # one line: not every reader takes a cell of two
