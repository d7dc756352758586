"""The sourced totals, reproduced by the pages of the overview from the real rows."""

import csv
import io
from decimal import Decimal

import pytest

from tests import controlli_html

PAGINA, RIGHE = "/progetti/panoramica/", "/progetti/panoramica/righe/"
pytestmark = pytest.mark.usefixtures("riferimenti", "db")


def righe(html, nome):
    """Return {first cell: other cells} of a table, as texts."""
    radice, _errori = controlli_html.analizza(html)
    regione = next(e for e in radice.iter("div") if e.get("aria-labelledby") == nome)
    celle = [
        [" ".join(" ".join(cella.itertext()).split()) for cella in riga if cella.tag in ("td", "th")]
        for riga in regione.iter("tr")
    ]
    return {riga[0]: riga[1:] for riga in celle}


def pagina(client, indirizzo):
    return client.get(indirizzo).content.decode()


def test_eighty_seven_thousand_euro_of_2017_for_eight_projects(client):
    html = pagina(client, f"{PAGINA}?anno=2017&ciclo=2017-18")
    assert righe(html, "tabella-gruppi")["2017-2018"][1].startswith(
        "87.000,00 € di cui non dettagliato: 87.000,00 €"
    )
    html = pagina(client, f"{RIGHE}?anno=2017&natura=assegnazione")
    [riga, *_altre] = list(righe(html, "didascalia-1").values())[1:]
    assert riga[:3] == [
        "87.000,00 € non dettagliato",
        "Somma di tutto il ciclo. 8 progetti di Alleanze Locali",
        "2017-2018 2017",
    ]
    html = pagina(client, f"{RIGHE}?ciclo=2017-18&tipo=alleanza")
    assert len(righe(html, "tabella-progetti")) == 1 + 8


def test_the_sums_of_each_cycle_and_of_the_fse(client):
    trovate = righe(pagina(client, PAGINA), "tabella-gruppi")
    assert trovate["2017-2018"] == [
        "9",
        "145.979,00 € di cui non dettagliato: 145.979,00 € 0,43 € per abitante",
        "non noto",
    ]
    assert trovate["2020-2023"][1] == "82.900,00 € di cui non dettagliato: 82.900,00 € 0,28 € per abitante"
    assert trovate["Fuori dai cicli dei Piani"] == [
        "6",
        "non noto",
        "474.488,00 € di cui non dettagliato: 179.988,00 € 1,41 € per abitante",
    ]
    assert [cella.split(" € ")[0] for cella in trovate["In tutto"]] == ["15", "228.879,00", "474.488,00"]


def test_each_sourced_sum_is_a_row(client):
    importi = {}
    for riga in csv.DictReader(
        io.StringIO(client.get("/progetti/scarica/denaro.csv").content.decode("utf-8-sig")), delimiter=";"
    ):
        importi.setdefault(riga["natura"], []).append(Decimal(riga["importo"].replace(",", ".")))
    assert sorted(importi["assegnazione"]) == [23700, 29600, 29600, 58979, 87000]
    assert sorted(importi["concesso"]) == [95400, 99100, 100000, 179988]


def test_residents_are_those_of_the_territory_of_the_cycle(client):
    html = pagina(client, f"{PAGINA}?confronta=2017-18,2020-23")
    trovate = righe(html, "tabella-confronto")
    assert trovate["Abitanti"][:2] == ["336.339", "296.949"]
    assert trovate["Comuni"][:2] == ["163", "134"]
    assert trovate["Assegnazione, per abitante"] == ["0,43 €", "0,28 €", "-0,15 €", "-35,7%"]
    assert "8 ambiti all’inizio del ciclo 2017-2018, 7 all’inizio del ciclo 2020-2023" in html


def test_the_map_gives_the_money_of_each_ambito(client):
    trovate = righe(pagina(client, PAGINA), "tabella-ambiti")
    assert trovate["Bormio"] == ["3", "179.988,00 €", "7,15 € su 25.171 abitanti nel 2018"]
    assert trovate["Tirano"] == ["1", "non noto", "–"]


def test_the_pages_are_light(client):
    for indirizzo in (PAGINA, RIGHE, "/progetti/scarica/"):
        assert len(client.get(indirizzo).content) < 80_000
