"""Constraints of the judgements."""

import pytest

from giudizi.models import Giudizio
from tests.vincoli import verifica

pytestmark = pytest.mark.django_db


def _giudizio(**campi):
    return Giudizio(**{"pagina": "/progetti/", "tipo": "progetti:list", "stelle": 5} | campi)


PROVE = {
    "giudizi_giudizio_stelle": lambda: _giudizio(stelle=6),
    "giudizi_giudizio_risposta": lambda: _giudizio(risposta="problemi"),
}


@pytest.mark.parametrize("nome", PROVE)
def test_constraint(nome):
    verifica(nome, PROVE[nome]())


def test_no_star_is_no_judgement():
    verifica("giudizi_giudizio_stelle", _giudizio(stelle=0))


def test_who_found_it_hard_does_not_say_what_went_well():
    verifica("giudizi_giudizio_risposta", _giudizio(stelle=3, risposta="chiare"))


@pytest.mark.parametrize(("stelle", "risposte"), [(4, Giudizio.BENE), (3, Giudizio.MALE)])
def test_every_answer_has_its_stars(stelle, risposte):
    for risposta in risposte:
        _giudizio(stelle=stelle, risposta=risposta).full_clean()
    assert set(Giudizio.BENE) | set(Giudizio.MALE) == set(Giudizio.Risposta.values)
