"""The page of the sources: one line for each file of the reference data, true to it."""

import json

import pytest
from django.conf import settings

from core.importazione.lettura import leggi_csv
from core.models import Fonte
from rete.views_fonti import insiemi_di_dati

CARTELLA = settings.BASE_DIR / "riferimenti"


def righe(file):
    if file.suffix == ".geojson":
        return len(json.loads(file.read_text())["features"])
    return len(leggi_csv(file, [], altre_colonne=True))


def test_the_list_tells_every_file_and_its_rows():
    file = [f for f in CARTELLA.iterdir() if f.suffix in (".csv", ".geojson") and f.name != "elenco.csv"]
    assert {i["file"]: i["righe"] for i in insiemi_di_dati()} == {f.name: righe(f) for f in file}


def test_every_dataset_says_what_it_is_and_where_it_comes_from():
    assert [
        i["file"] for i in insiemi_di_dati() if not (i["titolo"] and i["contenuto"] and i["origine"])
    ] == []
    assert [i["file"] for i in insiemi_di_dati() if bool(i["licenza"]) != bool(i["licenza_indirizzo"])] == []


@pytest.mark.django_db
def test_page_shows_licence_gaps_and_cited_sources(client):
    Fonte.objects.create(
        code="b", titolo="Delibera B", tipo="norma", indirizzo="https://example.org/b", data="2017-05"
    )
    Fonte.objects.create(code="a", titolo="Pagina A", tipo="istituzionale")

    risposta = client.get("/fonti-dei-dati/")

    testo = risposta.content.decode()
    assert risposta.status_code == 200
    assert '<a href="https://example.org/b">Delibera B</a>, maggio 2017' in testo
    assert testo.index("<h3>Istituzionale</h3>") < testo.index("<h3>Norma</h3>")
    assert '<a href="https://creativecommons.org/licenses/by/4.0/deed.it">CC BY 4.0</a>' in testo
    assert "Una data sola: il 1° gennaio 2023." in testo
    assert "16.463 righe" in testo
    assert "Il portale cita 2 fonti." in testo


@pytest.mark.django_db
def test_page_without_sources_says_so(client):
    assert "Nessuna fonte registrata" in client.get("/fonti-dei-dati/").content.decode()


def test_one_query_whatever_the_number_of_sources(client, nplus):
    nplus(
        lambda: client.get("/fonti-dei-dati/"),
        lambda: Fonte.objects.create(code=f"f{Fonte.objects.count()}", titolo="F"),
        1,
    )
