"""Sources of records of several models, in one query."""

import pytest

from core.fonti import carica_fonti
from core.models import Fonte
from progetti.models import Progetto
from tests.factories import make_ambito, make_organizzazione, make_progetto

pytestmark = pytest.mark.django_db


def titoli(oggetto):
    return [fonte.titolo for fonte in oggetto.fonti.all()]


def test_each_record_gets_its_own_sources_by_title(django_assert_num_queries):
    seconda = Fonte.objects.create(code="b", titolo="Bollettino")
    prima = Fonte.objects.create(code="a", titolo="Atto")
    ente, altro, progetto, ambito = (
        make_organizzazione(),
        make_organizzazione(),
        make_progetto(),
        make_ambito(),
    )
    ente.fonti.set([seconda, prima])
    progetto.fonti.set([seconda])
    with django_assert_num_queries(1):
        oggetti = carica_fonti([ente, altro, progetto, ambito])
        assert [titoli(oggetto) for oggetto in oggetti] == [["Atto", "Bollettino"], [], ["Bollettino"], []]


def test_records_of_different_models_with_the_same_key_are_not_mixed():
    ente, ambito = make_organizzazione(pk=7), make_ambito(pk=7)
    ambito.fonti.add(Fonte.objects.create(code="a", titolo="Atto"))
    carica_fonti([ente, ambito])
    assert (titoli(ente), titoli(ambito)) == ([], ["Atto"])


def test_what_was_already_loaded_stays_loaded(django_assert_num_queries):
    make_progetto().ambiti.add(make_ambito(nome="Bormio"))
    progetto = Progetto.objects.prefetch_related("ambiti").get()
    with django_assert_num_queries(1):
        carica_fonti([progetto])
        assert [ambito.nome for ambito in progetto.ambiti.all()] == ["Bormio"]


def test_no_record_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert carica_fonti([]) == []
