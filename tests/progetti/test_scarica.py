"""The downloads: opened again by independent readers, the rows of the page, the columns of the dictionary."""

import csv
import io
import json
from datetime import date, datetime
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from progetti.models import EventoProgetto, PartnerProgetto
from progetti.panoramica import colonne
from tests.factories import (
    make_alleanza,
    make_finanziamento,
    make_organizzazione,
    make_piano,
    make_progetto,
    make_quadro,
)

pytestmark = pytest.mark.django_db


def leggi(client, che, formato, domanda=""):
    """Return the rows of a download as dicts of texts, as a reader that knows nothing of the portal does."""
    risposta = client.get(f"/progetti/scarica/{che}.{formato}{domanda}")
    assert risposta.status_code == 200
    assert f'filename="{che}.{formato}"' in risposta["Content-Disposition"]
    if formato == "csv":
        assert risposta.content.startswith(b"\xef\xbb\xbf")
        return list(csv.DictReader(io.StringIO(risposta.content.decode("utf-8-sig")), delimiter=";"))
    if formato == "json":
        return json.loads(risposta.content)["righe"]
    nomi, *righe = load_workbook(io.BytesIO(risposta.content)).active.iter_rows(values_only=True)
    return [dict(zip(nomi, riga, strict=True)) for riga in righe]


@pytest.fixture
def due_progetti():
    """Return a project with its budget and dates, and one of which the money is not known."""
    piano = make_piano(code="2017-18")
    noto = make_progetto(code="A", titolo="Perché; «città»", piano=piano, stato=None)
    EventoProgetto.objects.create(
        progetto=noto, tipo="avviata", data=date(2017, 7, 1), data_precisione="mese"
    )
    make_quadro(noto, {"regione": "1234567.05", "partner": "0.10"})
    PartnerProgetto.objects.create(
        progetto=noto, organizzazione=make_organizzazione(denominazione="Comune di Prova"), ruolo="capofila"
    )
    make_progetto(code="B", titolo="=1+1")
    make_finanziamento(code="FIN", piano=piano, importo="87000.00")


@pytest.mark.usefixtures("due_progetti")
@pytest.mark.parametrize("che", [*colonne.TABELLE, "dizionario"])
def test_the_three_formats_hold_the_same_rows_and_the_declared_columns(client, che):
    tabella = colonne.TABELLE.get(che, colonne.DIZIONARIO)
    insiemi = {formato: leggi(client, che, formato) for formato in ("csv", "xlsx", "json")}
    assert {formato: list(righe[0]) for formato, righe in insiemi.items()} == dict.fromkeys(
        insiemi, tabella.nomi
    )
    assert {len(righe) for righe in insiemi.values()} == {len(insiemi["json"])}
    for dal_csv, dal_xlsx, dal_json in zip(*insiemi.values(), strict=True):
        for colonna in tabella.colonne:
            valore = dal_json[colonna.nome]
            if colonna.tipo == colonne.IMPORTO and valore is not None:
                assert Decimal(dal_csv[colonna.nome].replace(",", ".")) == Decimal(valore)
                assert Decimal(str(dal_xlsx[colonna.nome])) == Decimal(valore)
            elif colonna.tipo == colonne.DATA and valore is not None:
                giorno = date.fromisoformat(valore)
                assert dal_csv[colonna.nome] == f"{giorno:%d/%m/%Y}"
                assert dal_xlsx[colonna.nome] == datetime(giorno.year, giorno.month, giorno.day)
            elif colonna.tipo == colonne.INTERO and valore is not None:
                assert (dal_csv[colonna.nome], dal_xlsx[colonna.nome]) == (str(valore), valore)
            else:
                assert dal_csv[colonna.nome].removeprefix("'") == (valore or "")
                assert (dal_xlsx[colonna.nome] or "") == (valore or "")


@pytest.mark.usefixtures("due_progetti")
def test_a_project_says_what_is_known_and_no_more(client):
    noto, ignoto = leggi(client, "progetti", "json")
    assert (noto["concesso"], noto["cofinanziamento"], noto["importo_noto"]) == ("1234567.05", "0.10", "sì")
    assert (noto["inizio"], noto["inizio_precisione"], noto["fine"]) == ("2017-07-01", "mese", None)
    assert (noto["capofila"], noto["ciclo"]) == ("Comune di Prova", "2017-18")
    assert (ignoto["concesso"], ignoto["importo_noto"], ignoto["ciclo"]) == (None, "no", "")


@pytest.mark.usefixtures("due_progetti")
def test_filters_hold_and_the_file_tells_them(client):
    assert [riga["codice"] for riga in leggi(client, "denaro", "csv", "?natura=assegnazione")] == ["FIN"]
    assert [riga["codice"] for riga in leggi(client, "progetti", "csv", "?ciclo=2017-18")] == ["A"]
    dati = json.loads(client.get("/progetti/scarica/denaro.json?ciclo=2017-18").content)
    assert dati["filtri"] == {"ciclo": "2017-18"}
    assert dati["licenza"]["nome"] == "CC BY 4.0"


def test_the_name_of_a_persons_firm_is_left_out(client):
    progetto = make_progetto()
    ditta = make_organizzazione(
        denominazione="Ditta Rossi Maria", natura="privato", codice_fiscale="RSSMRA80A41F205B"
    )
    PartnerProgetto.objects.create(progetto=progetto, organizzazione=ditta, ruolo="capofila")
    testo = client.get("/progetti/scarica/progetti.csv").content.decode()
    assert ("Rossi" in testo, "ditta individuale" in testo) == (False, True)


@pytest.mark.parametrize("percorso", ["altro.csv", "progetti.ods", "dizionario.exe"])
def test_other_files_are_not_there(client, percorso):
    assert client.get(f"/progetti/scarica/{percorso}").status_code == 404


def test_the_page_explains_every_column_of_every_file(client):
    html = client.get("/progetti/scarica/").content.decode()
    for _nome, colonna in colonne.righe_dizionario():
        assert f'<th scope="row">{colonna.nome}</th><td>{colonna.significato}</td>' in html
        assert str(colonna.significato)


@pytest.mark.parametrize(("che", "attese"), [("progetti", 25), ("denaro", 23), ("panoramica", 24)])
def test_files_ask_the_same_queries_with_more_rows(client, nplus, che, attese):
    def aggiungi():
        progetto = make_progetto(piano=make_piano(), alleanza=make_alleanza())
        make_quadro(progetto, {"regione": "10.00", "partner": "1.00"})
        make_finanziamento(piano=progetto.piano)
        PartnerProgetto.objects.create(
            progetto=progetto, organizzazione=make_organizzazione(), ruolo="capofila"
        )

    nplus(lambda: client.get(f"/progetti/scarica/{che}.json"), aggiungi, attese=attese)
