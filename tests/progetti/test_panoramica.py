"""The pages of the overview: totals that open, filters that survive, proposals and demo never counted."""

from datetime import date

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from progetti.models import Fondo, VoceDenaro
from tests import controlli_html
from tests.factories import (
    make_ambito,
    make_comune,
    make_finanziamento,
    make_piano,
    make_progetto,
    make_quadro,
)

pytestmark = pytest.mark.django_db
PAGINA, RIGHE = "/progetti/panoramica/", "/progetti/panoramica/righe/"
SPAZIO = "\N{NO-BREAK SPACE}"


@pytest.fixture
def due_cicli():
    """Return two ambiti: the second left in 2018. 1,000 € granted in 2017, 90.10 assigned in 2020."""
    bormio = make_ambito(nome="Bormio", slug="bormio")
    menaggio = make_ambito(nome="Menaggio", slug="menaggio", appartenenza_al=date(2018, 12, 31))
    popolazione = {"popolazione": 400, "popolazione_data": date(2018, 1, 1), "popolazione_2020": 300}
    make_comune(bormio, **popolazione)
    make_comune(menaggio, al=date(2018, 12, 31), **popolazione | {"popolazione_2020": None})
    primo = make_piano(code="2017-18", anno_dal=2017, anno_al=2018)
    secondo = make_piano(code="2020-23", anno_dal=2020, anno_al=2023)
    progetto = make_progetto(titolo="La valle concilia", piano=primo, tipo="alleanza")
    progetto.ambiti.add(bormio)
    make_quadro(progetto, {"regione": "1000.00", "partner": "250.00"})
    make_progetto(titolo="Senza importo", piano=primo, tipo="alleanza")
    make_finanziamento(piano=primo, importo="87000.00", destinatario="due Alleanze locali")
    make_finanziamento(piano=secondo, anno=2020, importo="90.10", oggetto="Anno 2020")


def tabella(html, nome):
    """Return the rows of a table as lists of texts."""
    radice, _errori = controlli_html.analizza(html)
    regione = next(e for e in radice.iter("div") if e.get("aria-labelledby") == nome)
    return [
        [" ".join("".join(cella.itertext()).split()) for cella in riga if cella.tag in ("td", "th")]
        for riga in regione.iter("tr")
    ]


@pytest.mark.usefixtures("due_cicli")
def test_each_group_shows_its_kinds_apart_with_what_is_not_itemised(client):
    righe = tabella(client.get(PAGINA).content.decode(), "tabella-gruppi")
    per_abitante = "1.000,00 € 1,25 € per abitante"
    assert righe == [
        ["Ciclo", "Progetti", "Assegnazione", "Contributo concesso", "Cofinanziamento"],
        [
            "2020-2023",
            "non noti",
            "90,10 € di cui non dettagliato: 90,10 € 0,30 € per abitante",
            "non noto",
            "non noto",
        ],
        [
            "2017-2018",
            "2",
            "87.000,00 € di cui non dettagliato: 87.000,00 € 108,75 € per abitante",
            per_abitante,
            "250,00 €",
        ],
        ["In tutto", "2", "87.090,10 € di cui non dettagliato: 87.090,10 €", per_abitante, "250,00 €"],
    ]


@pytest.mark.usefixtures("due_cicli")
def test_every_total_opens_to_rows_with_the_same_total(client):
    radice, _errori = controlli_html.analizza(client.get(f"{PAGINA}?per=ambito").content.decode())
    regione = next(e for e in radice.iter("div") if e.get("aria-labelledby") == "tabella-gruppi")
    aperti = {}
    for link in regione.iter("a"):
        if "natura=" in link.get("href"):
            html = client.get(link.get("href")).content.decode()
            aperti[link.get("href")] = ("".join(link.itertext()), tabella(html, "didascalia-1")[-1][1])
    assert len(aperti) == 6
    assert all(mostrato.replace(SPAZIO, " ") == piede for mostrato, piede in aperti.values())


@pytest.mark.usefixtures("due_cicli")
def test_a_sum_of_the_cycle_says_for_how_many_projects(client):
    risposta = client.get(f"{RIGHE}?ciclo=2017-18&natura=assegnazione")
    assertContains(risposta, "2 progetti di Alleanze Locali")
    assertContains(risposta, "due Alleanze locali")
    assertNotContains(risposta, "1.000,00")


@pytest.mark.usefixtures("due_cicli")
def test_cards_say_what_is_not_known(client):
    risposta = client.get(PAGINA)
    assertContains(risposta, "Importo noto: 1 su 2.")
    assertContains(client.get(f"{PAGINA}?ciclo=2020-23"), "Lo chiederemo all’ATS.")


@pytest.mark.usefixtures("due_cicli")
def test_the_map_has_the_same_figures_as_its_table(client):
    html = client.get(f"{PAGINA}?ciclo=2020-23&mappa=progetti").content.decode()
    righe = tabella(html, "tabella-ambiti")
    assert righe[1:] == [
        ["Bormio", "0", "non noto", "–"],
        ["Menaggio non più nella Rete in questo ciclo", "0", "non noto", "–"],
    ]
    assert "non più nella Rete in questo ciclo" in html
    righe = tabella(client.get(PAGINA).content.decode(), "tabella-ambiti")
    assert righe[1:] == [
        ["Bormio", "1", "1.000,00 €", "2,50 € su 400 abitanti nel 2018"],
        ["Menaggio", "0", "non noto", "–"],
    ]


@pytest.mark.usefixtures("due_cicli")
@pytest.mark.parametrize("domanda", ["confronta=2017-18,2020-23", "confronta=2017-18&confronta=2020-23"])
def test_two_cycles_side_by_side(client, domanda):
    risposta = client.get(f"{PAGINA}?{domanda}")
    righe = {riga[0]: riga[1:] for riga in tabella(risposta.content.decode(), "tabella-confronto")}
    assert righe["Assegnazione"] == ["87.000,00 €", "90,10 €", "-86.909,90 €", "-99,9%"]
    assert righe["Assegnazione, per abitante"] == ["108,75 €", "0,30 €", "-108,45 €", "-99,7%"]
    assert righe["Contributo concesso"] == ["1.000,00 €", "non noto", "–", "–"]
    assert righe["Progetti"] == ["2", "non noto", "–", "–"]
    assertContains(risposta, "2 ambiti all’inizio del ciclo 2017-2018, 1 all’inizio del ciclo 2020-2023")


@pytest.mark.usefixtures("due_cicli")
@pytest.mark.parametrize("codici", ["2017-18", "2017-18,2017-18", "2017-18,1900", "a,b,c", "2017-18,%00"])
def test_a_comparison_that_cannot_be_is_refused_in_words(client, codici):
    risposta = client.get(f"{PAGINA}?confronta={codici}")
    assertContains(risposta, "da confrontare")
    assertNotContains(risposta, "tabella-confronto")


@pytest.mark.usefixtures("due_cicli")
@pytest.mark.parametrize(
    "filtro",
    ["ciclo=1900", "fondo=%00", "ambito=atlantide", "anno=" + "9" * 30, "per=x", "tipo=~piuma", "dati=x"],
)
def test_a_wrong_filter_is_refused_in_words_everywhere(client, filtro):
    for pagina in (PAGINA, RIGHE):
        risposta = client.get(f"{pagina}?{filtro}")
        assertContains(risposta, "Un filtro non va bene")
        assertNotContains(risposta, "87.000")
    risposta = client.get(f"/progetti/scarica/denaro.csv?{filtro}")
    assert (risposta.status_code, "87000" in risposta.content.decode()) == (400, False)


def test_proposals_are_never_counted_nor_named(client):
    for stato in ("bozza", "esclusa", None):
        make_quadro(make_progetto(stato=stato, titolo="Proposta segreta"), {"regione": "7777.00"})
    for pagina in (PAGINA, RIGHE, "/progetti/scarica/progetti.json", "/progetti/scarica/denaro.json"):
        risposta = client.get(pagina)
        assertNotContains(risposta, "Proposta segreta")
        assertNotContains(risposta, "7.777")
        assertNotContains(risposta, "7777")


def test_demo_projects_are_apart_and_marked(client):
    make_quadro(make_progetto(titolo="Vero"), {"regione": "1000.00"})
    make_quadro(make_progetto(titolo="Finto", dimostrativo=True), {"regione": "333.33"})
    make_finanziamento(importo="87000.00")
    risposta = client.get(PAGINA)
    assertContains(risposta, "I progetti inventati per la dimostrazione non sono contati.")
    assertNotContains(risposta, "333,33")
    risposta = client.get(f"{RIGHE}?dati=dimostrativi")
    assertContains(risposta, "Dati dimostrativi")
    assertContains(risposta, f"333,33{SPAZIO}€")
    for vero in ("1.000,00", "87.000,00", "Vero"):
        assertNotContains(risposta, vero)


def test_what_budgets_say_of_a_sum_of_the_cycle_is_itemised(client):
    piano = make_piano(code="2017-18")
    somma = make_finanziamento(piano=piano, importo="87000.00")
    quadro = make_quadro(make_progetto(piano=piano), {"regione": "10000.50"}, approvato_il=None)
    VoceDenaro.objects.filter(quadro=quadro).update(parte_di=somma)
    quadro.approvato_il = date(2017, 6, 1)
    quadro.save()
    righe = tabella(client.get(PAGINA).content.decode(), "tabella-gruppi")
    assert righe[-1][2:] == ["87.000,00 € di cui non dettagliato: 76.999,50 €", "10.000,50 €"]


def test_one_sum_for_two_projects_is_one_row_of_both(client):
    due = [make_progetto(titolo=titolo) for titolo in ("Legame", "Comunità")]
    campi = {"natura_importo": "concesso", "livello": "progetto"}
    somma = make_finanziamento(importo="179988.00", **campi)
    for progetto in due:
        make_finanziamento(importo="80000.00", progetto=progetto, alternativa_a=somma, **campi)
    risposta = client.get(RIGHE)
    assertContains(risposta, "Una somma sola per 2 progetti:")
    assertNotContains(risposta, "80.000,00")
    assertContains(client.get(PAGINA), "altri 2 solo in una somma comune")


def test_pages_ask_the_same_queries_with_more_rows(client, nplus):
    fondo = Fondo.objects.create(code="F", label="Fondo", tipo="fse")

    def aggiungi():
        progetto = make_progetto(fondo=fondo, piano=make_piano())
        progetto.ambiti.add(make_ambito())
        make_quadro(progetto, {"regione": "10.00", "partner": "1.00"})
        make_finanziamento(piano=progetto.piano)

    nplus(lambda: client.get(PAGINA), aggiungi, attese=24)


def test_rows_ask_the_same_queries_with_more_rows(client, nplus):
    def aggiungi():
        make_quadro(make_progetto(piano=make_piano()), {"regione": "10.00", "partner": "1.00"})
        make_finanziamento(piano=make_piano())

    nplus(lambda: client.get(RIGHE), aggiungi, attese=23)
