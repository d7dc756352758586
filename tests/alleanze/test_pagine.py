"""Pages of the Alleanze: by cycle, with what is known and plain words for what is not."""

from datetime import date
from decimal import Decimal

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from alleanze.models import Contributo, Partecipazione
from core.models import Fonte
from tests.factories import (
    make_aderente,
    make_alleanza,
    make_ambito,
    make_organizzazione,
    make_piano,
    make_progetto,
)

pytestmark = pytest.mark.django_db


def ambiti(risposta):
    assert risposta.status_code == 200
    return [alleanza.ambito.nome for alleanza in risposta.context["object_list"]]


def test_the_list_opens_on_the_latest_cycle_that_has_alleanze(client):
    vecchio, nuovo = make_piano(code="2014-16", anno_dal=2014), make_piano(code="2017-18", anno_dal=2017)
    make_piano(code="2020-23", anno_dal=2020, anno_al=2023)
    make_alleanza(piano=vecchio, ambito=make_ambito(nome="Tirano"))
    make_alleanza(piano=nuovo, ambito=make_ambito(nome="Bormio"))
    assert ambiti(client.get("/alleanze/")) == ["Bormio"]
    assert ambiti(client.get("/alleanze/?ciclo=2014-16")) == ["Tirano"]


def test_a_cycle_without_alleanze_is_not_a_choice(client):
    make_piano(code="2020-23", anno_dal=2020, anno_al=2023)
    make_alleanza()
    risposta = client.get("/alleanze/?ciclo=2020-23")
    assertContains(risposta, "Scegli un&#x27;opzione valida")
    assert ambiti(risposta) == []


def test_without_alleanze_the_list_says_so(client):
    assertContains(client.get("/alleanze/"), "Nessuna Alleanza registrata")


def test_cards_say_what_is_not_known(client):
    make_alleanza()
    risposta = client.get("/alleanze/")
    for testo in ("Capofila: non ancora noto", "Partner: non ancora noti", "0 progetti"):
        assertContains(risposta, testo)


def test_the_sheet_says_in_plain_words_what_is_not_known(client):
    risposta = client.get(make_alleanza().get_absolute_url())
    for testo in (
        "Non è ancora noto: lo chiederemo all’ATS.",
        "Il capofila non è ancora noto: lo chiederemo all’ATS.",
        "I partner non sono ancora noti: li chiederemo all’ATS.",
        "I contributi non sono ancora noti: li chiederemo all’ATS.",
    ):
        assertContains(risposta, testo)


def test_the_sheet_shows_the_capofila_through_time_and_what_each_brings(client):
    alleanza = make_alleanza(accordo_data=date(2017, 7, 8), accordo_fine=date(2018, 12, 31))
    primo = Partecipazione.objects.create(
        alleanza=alleanza,
        organizzazione=make_organizzazione(denominazione="Comune di Prova"),
        ruolo="capofila",
        al=date(2018, 6, 30),
    )
    secondo = Partecipazione.objects.create(
        alleanza=alleanza,
        organizzazione=make_aderente(denominazione="Comunità di Prova"),
        ruolo="capofila",
        dal=date(2018, 7, 1),
    )
    Contributo.objects.create(partecipazione=primo, tipo="economico", importo="1234.50")
    Contributo.objects.create(
        partecipazione=secondo, tipo="tecnico", descrizione="una sala", importo="800", in_natura=True
    )
    risposta = client.get(alleanza.get_absolute_url())
    assert risposta.context["capofila"] == [primo, secondo]
    gruppi = risposta.context["contributi"]
    assert [(g.tipo, len(g.righe), g.denaro, g.in_natura) for g in gruppi] == [
        ("tecnico", 1, Decimal("0.00"), Decimal("800.00")),
        ("economico", 1, Decimal("1234.50"), Decimal("0.00")),
    ]
    assert [fatto for _giorno, fatto in risposta.context["storia"]] == [
        "firma dell’accordo di partenariato",
        "Comune di Prova lascia (capofila)",
        "Comunità di Prova entra come capofila",
        "fine dell’accordo",
    ]
    for testo in (
        "(fino al 30 giugno 2018)",
        "(dal 1° luglio 2018)",
        "1.234,50\u00a0€",
        "una sala",
        "(valore di ciò che mette a disposizione, non denaro)",
        "Firmato l&#x27;8 luglio 2017",
        "valido fino al 31 dicembre 2018",
        f'href="{secondo.organizzazione.get_absolute_url()}"',
    ):
        assertContains(risposta, testo)
    assertNotContains(risposta, f'href="{primo.organizzazione.get_absolute_url()}"')


def test_the_sheet_gives_its_sources_and_keeps_its_notes(client):
    alleanza = make_alleanza(certezza="I", nota="chiedere a Bormio")
    alleanza.fonti.add(
        Fonte.objects.create(
            code="com2018",
            titolo="comunicato ATS",
            indirizzo="https://example.org/com",
            data="2018-05-30",
            nota="x",
        )
    )
    risposta = client.get(alleanza.get_absolute_url())
    for testo in (
        'href="https://example.org/com"',
        "comunicato ATS",
        "30 maggio 2018",
        "dedotta o calcolata",
    ):
        assertContains(risposta, testo)
    assertNotContains(risposta, "chiedere a Bormio")


def test_proposals_of_an_alleanza_are_neither_shown_nor_counted(client):
    alleanza = make_alleanza()
    for stato in (None, "bozza", "candidatura_presentata", "esclusa"):
        make_progetto(alleanza=alleanza, stato=stato, titolo="Proposta segreta")
    for indirizzo in ("/alleanze/", alleanza.get_absolute_url()):
        assertNotContains(client.get(indirizzo), "Proposta segreta")
    assertContains(client.get("/alleanze/"), "0 progetti")


def test_a_renamed_alleanza_sends_to_the_new_address(client):
    alleanza = make_alleanza()
    vecchio = alleanza.get_absolute_url()
    alleanza.slug = "nuova"
    alleanza.save()
    assertRedirects(client.get(vecchio), "/alleanze/nuova/", status_code=301)


def test_the_list_asks_the_same_queries_with_more_rows(client, nplus):
    piano = make_piano()

    def aggiungi():
        alleanza = make_alleanza(piano=piano, capofila=make_organizzazione())
        make_progetto(alleanza=alleanza, titolo="")

    nplus(lambda: client.get("/alleanze/"), aggiungi, attese=4)


def test_the_sheet_asks_the_same_queries_with_more_rows(client, nplus):
    alleanza = make_alleanza(capofila=make_aderente())

    def aggiungi():
        presenza = Partecipazione.objects.create(alleanza=alleanza, organizzazione=make_aderente())
        Contributo.objects.create(partecipazione=presenza, tipo="tecnico")
        make_progetto(alleanza=alleanza, titolo="")

    nplus(lambda: client.get(alleanza.get_absolute_url()), aggiungi, attese=6)
