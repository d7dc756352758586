"""Suggestions from single rows: services by title, order, cost, what is kept in memory."""

import json
from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as regole
from hypothesis import strategies as st

from ricerca import suggerimenti
from servizi.models import Sinonimo
from territorio.models import Comune
from tests.factories import make_comune, make_servizio, make_tipologia
from tests.processo import Processo
from tests.ricerca.suggeriti import chiedi, indicizza

pytestmark = pytest.mark.django_db


def test_services_by_title_whatever_the_word_with_their_place(client, db):
    grosio = make_comune(nome="Grosio")
    marmotta = indicizza(make_servizio(titolo="Nido La Marmòtta", comune=grosio))
    indicizza(make_servizio(titolo="Marmellate in casa"))
    indicizza(make_servizio(titolo="Marmotta in bozza", stato="bozza"))
    indicizza(make_servizio(titolo="Marmotta chiusa", stato="chiuso", motivo_stato="finito"))
    ieri = timezone.localdate() - timedelta(days=1)
    indicizza(make_servizio(titolo="Marmotta scaduta", verificato_il=date(2020, 1, 1), valido_fino_al=ieri))
    attesa = {
        "testo": "Nido La Marmòtta",
        "etichetta": "Nido La Marmòtta",
        "nota": "Grosio",
        "gruppo": "Servizi",
        "url": marmotta.get_absolute_url(),
    }
    for testo in ("marmo", "marmot", "marmotta", "MARMÒTTA", "la marmotta", "nido marmo"):
        assert chiedi(client, "cosa", testo) == [attesa], testo
    assert [v["testo"] for v in chiedi(client, "cosa", "marm")] == ["Marmellate in casa", "Nido La Marmòtta"]
    assert chiedi(client, "cosa", "armotta") == []


def test_three_services_at_most_the_whole_title_first(client, db):
    for titolo in ("Il nido", "Nido B", "nido a", "Nido C", "Centro nidi"):
        indicizza(make_servizio(titolo=titolo))
    assert [v["testo"] for v in chiedi(client, "cosa", "nid")] == ["nido a", "Nido B", "Nido C"]


def test_a_type_no_longer_in_use_is_not_proposed(client, db):
    make_tipologia(label="Ludoteca")
    make_tipologia(label="Ludobus", ritirato_il=timezone.localdate())
    assert [v["testo"] for v in chiedi(client, "cosa", "ludo")] == ["Ludoteca"]


PAROLE = ("nido", "nidi", "casa", "a", "estivo", "centro")
NOMI = st.lists(st.sampled_from(PAROLE), min_size=1, max_size=3).map(" ".join)


@given(nomi=st.lists(NOMI, max_size=6), testo=st.sampled_from(["ni", "nido", "ce", "nido ca", "casa a", "a"]))
@regole(max_examples=60)
def test_the_order_is_the_one_that_is_said(nomi, testo):
    """Whole beginning, beginning of a word, beginnings of several words; then the alphabet."""

    def quanto(nome):
        if nome.startswith(testo):
            return 0
        parole = nome.split()
        if any(" ".join(parole[i:]).startswith(testo) for i in range(len(parole))):
            return 1
        inizi = [parola for parola in testo.split() if parola != "a"] or [testo]
        return 2 if all(any(p.startswith(i) for p in parole) for i in inizi) else 3

    attesi = sorted((quanto(nome), nome) for nome in set(nomi) if quanto(nome) < 3)
    trovati = suggerimenti.migliori(testo, {(nome, nome) for nome in nomi})
    assert [cosa for cosa, _nome in trovati] == [nome for _quanto, nome in attesi]


def test_queries_do_not_grow(client, nplus):
    def aggiungi():
        comune = make_comune()
        servizio = indicizza(make_servizio(titolo="Nido Prova", comune=comune))
        Sinonimo.objects.create(termine="nido prova", tipologia=servizio.tipologia)

    nplus(lambda: client.get("/suggerimenti/?tipo=cosa&q=nid"), aggiungi, 4)
    nplus(lambda: client.get("/suggerimenti/?tipo=dove&q=comu"), aggiungi, 2)


def test_the_index_is_read_up_to_a_limit(client, db, monkeypatch):
    monkeypatch.setattr(suggerimenti, "CANDIDATI", 2)
    for n in range(4):
        indicizza(make_servizio(titolo=f"Nido {n}"))
    assert [v["testo"] for v in chiedi(client, "cosa", "nido")] == ["Nido 0", "Nido 1"]


def test_a_repeated_beginning_is_answered_from_memory_until_something_changes(
    transactional_db, django_assert_num_queries
):
    comune = make_comune(nome="Grosio")
    sito, indirizzo = Processo(), "/suggerimenti/?tipo=dove&q=gro"
    prima = sito.get(indirizzo)
    with django_assert_num_queries(0):
        seconda = sito.get(indirizzo)
        ancora = sito.get(indirizzo, headers={"if-none-match": prima["ETag"]})
    assert (seconda.content, ancora.status_code) == (prima.content, 304)
    Comune.objects.filter(pk=comune.pk).update(nome="Grosotto")
    assert [v["testo"] for v in json.loads(sito.get(indirizzo).content)["voci"]] == ["Grosotto"]
