"""A page judged in two steps, by nobody in particular; what the office reads of it."""

from collections import defaultdict
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from pytest_django.asserts import assertContains, assertNotContains

from giudizi import riepilogo
from giudizi.models import Giudizio
from giudizi.pagine import tipo_di
from giudizi.services import dimentica_testi
from tests.factories import make_utente
from tests.giudizi.fabbriche import make_giudizio
from utenti.ruoli import OPERATORE

OGGI = timezone.localdate()
PROGETTI = "/giudizio/?di=%2Fprogetti%2F"


def manda(client, dati, pagina=PROGETTI):
    return client.post(pagina, dati)


def test_a_page_is_judged_in_two_steps(client, db):
    assertContains(client.get("/progetti/"), f'href="{PROGETTI}"')
    assertContains(client.get(PROGETTI), "È stato facile trovare quello che cercavi?")
    secondo = manda(client, {"stelle": "2"})
    assertContains(secondo, "Dove hai incontrato le maggiori difficoltà?")
    assertNotContains(secondo, "Le indicazioni erano chiare")
    assert Giudizio.objects.count() == 0
    dati = {"stelle": "2", "risposta": "non_capivo", "testo": " Dov’è il nido? ", "perche": "si"}
    assertContains(manda(client, dati), "segnala un errore")
    (giudizio,) = Giudizio.objects.values()
    assert {nome: giudizio[nome] for nome in giudizio if nome != "id"} == {
        "pagina": "/progetti/",
        "tipo": "progetti:list",
        "stelle": 2,
        "risposta": "non_capivo",
        "testo": "Dov’è il nido?",
        "giorno": OGGI,
        "letto_il": None,
    }


def test_who_is_happy_is_asked_what_went_well(client, db):
    assertContains(manda(client, {"stelle": "5"}), "Quali sono stati gli aspetti che hai preferito?")
    assertNotContains(manda(client, {"stelle": "5", "perche": "si"}), "segnala un errore")
    assert list(Giudizio.objects.values_list("stelle", "risposta", "testo")) == [(5, "", "")]


@pytest.mark.parametrize(
    ("dati", "detto"),
    [
        ({}, "Scegli una delle cinque risposte"),
        ({"stelle": "6"}, "Scegli"),
        ({"stelle": "5", "risposta": "problemi", "perche": "si", "testo": "RESTA"}, "RESTA"),
        ({"stelle": "1", "risposta": "problemi", "perche": "si", "testo": "R" * 201}, "R" * 201),
        ({"stelle": "1", "perche": "si", "testo": "RESTA", "sito_web": "x"}, "RESTA"),
        ({"stelle": "1", "perche": "si", "testo": "\x00"}, "null"),
    ],
)
def test_what_is_wrong_comes_back_with_what_was_typed(client, db, dati, detto):
    assertContains(manda(client, dati), detto)
    assert Giudizio.objects.count() == 0


@pytest.mark.parametrize(
    "pagina",
    [
        *("", "/", "//evil.example/", "https://evil.example/", "javascript:alert(1)", "progetti/"),
        *("/admin/", "/account/login/", "/area-riservata/", "/non-esiste/mai/", "/notizie/feed.xml"),
        *("/progetti/?q=a", "/progetti/#a", "/progetti/\x00/", "/progetti/\n", "/giudizio/"),
        *("/servizi/" + "a" * 300 + "/", "/servizi/<script>/"),
    ],
)
def test_what_is_no_page_of_the_portal_is_not_judged(client, db, pagina):
    indirizzo = "/giudizio/?" + urlencode({"di": pagina})
    for risposta in (client.get(indirizzo), manda(client, {"stelle": "1", "perche": "si"}, indirizzo)):
        assertContains(risposta, "Questa pagina non c’è", status_code=404)
    assert (Giudizio.objects.count(), tipo_di(pagina)) == (0, "")


def test_too_many_judgements_are_refused_in_words(client, db):
    for _volta in range(20):
        manda(client, {"stelle": "5", "perche": "si"})
    risposta = manda(client, {"stelle": "5", "perche": "si", "testo": "RESTA"})
    assertContains(risposta, "troppe richieste", status_code=429)
    assertContains(risposta, "RESTA", status_code=429)
    assert Giudizio.objects.count() == 20


def test_the_line_is_on_pages_for_everybody_alone(client, db):
    assertNotContains(client.get("/"), "/giudizio/")
    assertNotContains(client.get("/contatti/non-esiste/"), "/giudizio/", status_code=404)
    client.force_login(make_utente())
    assertNotContains(client.get("/area-riservata/"), "/giudizio/")


def test_a_page_is_the_same_for_everybody(client, db):
    primo = client.get("/progetti/").content
    client.force_login(make_utente())
    assert client.get("/progetti/").content == primo


def test_words_go_after_a_year_and_counts_stay(db):
    vecchio = make_giudizio(testo="Mi chiamo SEGRETO", giorno=OGGI - timedelta(days=365))
    recente = make_giudizio(testo="Bella", giorno=OGGI - timedelta(days=364))
    assert (dimentica_testi(OGGI), dimentica_testi(OGGI)) == (1, 0)
    vecchio.refresh_from_db()
    recente.refresh_from_db()
    assert (vecchio.testo, vecchio.stelle, recente.testo) == ("", 5, "Bella")


def test_counts_equal_those_made_by_hand(db):
    righe = [
        ("/progetti/", 5, date(2026, 1, 31), "chiare"),
        ("/progetti/", 2, date(2026, 2, 1), "problemi"),
        ("/servizi/", 1, date(2026, 2, 28), "problemi"),
        ("/servizi/", 1, date(2026, 2, 28), ""),
    ]
    per_pagina, per_mese = defaultdict(list), defaultdict(list)
    for pagina, stelle, giorno, risposta in righe:
        make_giudizio(pagina=pagina, stelle=stelle, giorno=giorno, risposta=risposta)
        per_pagina[pagina].append(stelle)
        per_mese[giorno.replace(day=1)].append(stelle)
    assert {r["pagina"]: (r["quanti"], r["media"]) for r in riepilogo.per_pagina()} == {
        pagina: (len(voti), sum(voti) / len(voti)) for pagina, voti in per_pagina.items()
    }
    assert [r["pagina"] for r in riepilogo.per_pagina()] == ["/servizi/", "/progetti/"]
    assert {r["mese"]: (r["quanti"], r["media"]) for r in riepilogo.per_mese()} == {
        mese: (len(voti), sum(voti) / len(voti)) for mese, voti in per_mese.items()
    }
    assert [(str(nome), n) for nome, n in riepilogo.per_risposta()] == [
        ("Ho avuto problemi tecnici", 2),
        ("Le indicazioni erano chiare", 1),
    ]


@pytest.fixture
def operatore(client, db):
    utente = make_utente(is_staff=True)
    utente.groups.set(Group.objects.filter(name=OPERATORE))
    client.force_login(utente)
    return utente


def test_the_office_reads_marks_and_counts(client, operatore):
    basso = make_giudizio(stelle=1, testo="Non trovo il nido")
    make_giudizio()
    elenco = reverse("admin:giudizi_giudizio_changelist")
    assert list(Giudizio.objects.da_leggere()) == [basso]
    client.post(elenco, {"action": "segna_come_letti", "_selected_action": [basso.pk]})
    assert list(Giudizio.objects.da_leggere()) == []
    assertContains(client.get(reverse("admin:giudizi_summary")), "/progetti/")
    foglio = client.get(reverse("admin:giudizi_summary_export", args=["csv"])).content.decode()
    assert foglio.splitlines()[1].replace('"', "") == "/progetti/;2;3,00"


def test_queries_of_the_counts_do_not_grow(client, operatore, nplus):
    nplus(lambda: client.get(reverse("admin:giudizi_summary")), make_giudizio, attese=7)
