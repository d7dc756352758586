"""The self-check: advice on what is missing, nothing kept unless asked for, small counts never said."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from imprese.autovalutazione.conta import conta
from imprese.models import ContoRisposte
from tests.factories import make_aderente, make_comune, make_tipologia, make_utente
from tests.imprese.fabbriche import make_conto, make_domanda_impresa, make_obiettivo, make_tema
from tests.imprese.fabbriche_formazione import make_percorso
from tests.imprese.fabbriche_pratiche import make_pratica, make_proposta_pratica
from tests.imprese.test_pagine import servito

PAGINA = "/imprese/fai-il-punto/"


@pytest.fixture
def domande(db):
    """Return two questions, of two aims."""
    return [make_domanda_impresa(label="Orari?"), make_domanda_impresa(label="Estate?")]


def risponde(domande, *risposte, **altro):
    campi = {f"d{domanda.pk}": risposta for domanda, risposta in zip(domande, risposte, strict=True)}
    return {"dimensione": "micro"} | campi | altro


def test_what_is_missing_comes_first_and_what_is_done_is_said(client, domande):
    terza = make_domanda_impresa(label="Nido?")
    pagina = client.post(PAGINA, risponde([*domande, terza], "in_parte", "si", "no"))
    assert [c.domanda for c in pagina.context["consigli"]] == [terza, domande[0]]
    assert pagina.context["fatte"] == [domande[1]]
    assertContains(pagina, terza.consiglio)
    assert ContoRisposte.objects.count() == 0
    assert not pagina.cookies


def test_the_services_near_are_those_of_the_aim(client, db):
    grosio, tipologia = make_comune(nome="Grosio"), make_tipologia()
    obiettivo = make_obiettivo()
    obiettivo.tipologie.add(tipologia)
    obiettivo.temi.add(make_tema())
    for n in range(4):
        servito(grosio, tipologia, titolo=f"Centro estivo {n}")
    servito(make_comune(nome="Bormio"), tipologia, titolo="Lontano")
    domanda = make_domanda_impresa(obiettivo=obiettivo)
    pagina = client.post(PAGINA, risponde([domanda], "no", comune="Grosio"))
    (consiglio,) = pagina.context["consigli"]
    assert [s.titolo for s in consiglio.servizi] == [f"Centro estivo {n}" for n in range(3)]
    assert consiglio.altri == 1


def test_an_answer_that_misses_is_told_and_the_others_stay(client, domande):
    dati = risponde(domande, "si", "no")
    del dati[f"d{domande[1].pk}"]
    pagina = client.post(PAGINA, dati)
    assertContains(pagina, "Scegli una risposta, anche se non sei sicuro.")
    assert pagina.context["form"][f"d{domande[0].pk}"].value() == "si"
    for veleno in ("\x00", "9" * 40, "<script>"):
        assert client.post(PAGINA, dict.fromkeys(dati, veleno)).status_code == 200


def test_who_asks_is_counted_by_month_size_and_answer(client, domande):
    for _volta in range(2):
        client.post(PAGINA, risponde(domande, "si", "no", conta="on"))
    conta(dimensione="piccola", risposte={domande[0]: "si"}, oggi=date(2026, 3, 15))
    righe = ContoRisposte.objects.order_by("mese", "domanda").values_list(
        "dimensione", "domanda", "risposta", "numero"
    )
    assert list(righe) == [
        ("piccola", domande[0].pk, "si", 1),
        ("micro", domande[0].pk, "si", 2),
        ("micro", domande[1].pk, "no", 2),
    ]


def test_small_counts_are_not_said_to_the_staff(client, db):
    make_conto(numero=4)
    make_conto(numero=5)
    client.force_login(make_utente(is_staff=True, is_superuser=True))
    elenco = reverse("admin:imprese_contorisposte_changelist")
    pagina = client.get(elenco)
    assertContains(pagina, "meno di 5", count=1)
    assertContains(pagina, '<td class="field-numero_detto">5</td>', html=True)


def test_an_advice_shows_the_practices_of_its_topics_same_size_first(client, db):
    orari, altro = make_tema(), make_tema()
    domanda = make_domanda_impresa()
    domanda.temi.add(orari)
    nuova = make_pratica(titolo="Nuova", dimensione="grande", approvata_il=date(2026, 5, 1))
    uguale = make_pratica(titolo="Uguale", dimensione="micro", approvata_il=date(2026, 1, 1))
    vecchia = make_pratica(titolo="Vecchia", dimensione="grande", approvata_il=date(2025, 1, 1))
    bozza = make_proposta_pratica(make_aderente(), titolo="SEGRETO", dimensione="micro")
    for pratica in (nuova, uguale, vecchia, bozza):
        pratica.temi.add(orari)
    make_pratica(titolo="Altrove", dimensione="micro").temi.add(altro)
    pagina = client.post(PAGINA, risponde([domanda], "in_parte"))
    (consiglio,) = pagina.context["consigli"]
    assert consiglio.pratiche == [uguale, nuova]
    assertContains(pagina, uguale.get_absolute_url(), count=1)
    assertNotContains(pagina, "SEGRETO")


def test_the_next_courses_are_said_once_without_those_called_off(client, domande):
    dopo, prima = make_percorso(tra=9), make_percorso(tra=3)
    make_percorso(tra=1, annullato_il=timezone.now(), annullato_perche="Piove.")
    make_percorso(tra=-2)
    make_percorso(tra=2, pubblicato=False)
    pagina = client.post(PAGINA, risponde(domande, "no", "no"))
    assert list(pagina.context["percorsi"]) == [prima, dopo]
    assertContains(pagina, prima.get_absolute_url(), count=1)


def test_the_answer_makes_the_same_queries_with_more_rows(client, db, nplus):
    domande, temi = [], []

    def ancora():
        temi.append(make_tema())
        domande.append(make_domanda_impresa())
        domande[-1].temi.add(temi[-1])
        make_pratica(organizzazione=make_aderente()).temi.add(*temi)
        make_percorso()

    def chiedi():
        return client.post(PAGINA, risponde(domande, *["no"] * len(domande)))

    nplus(chiedi, ancora, attese=6)
