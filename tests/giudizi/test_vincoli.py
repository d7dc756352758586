"""Rows that break the constraints of the ratings (see tests/vincoli.py)."""

import pytest

from giudizi.models import Giudizio
from tests.vincoli import verifica

pytestmark = pytest.mark.django_db


def _giudizio(**campi):
    valori = {"pagina": "/aderenti/", "tipo": "aderenti:list", "stelle": 4, "risposta": "chiare"}
    return Giudizio(**valori | campi)


PROVE = {
    "giudizi_giudizio_stelle": lambda: _giudizio(stelle=6),
    "giudizi_giudizio_risposta": lambda: _giudizio(stelle=3),
    "giudizi_giudizio_pagina": lambda: _giudizio(pagina="/aderenti/?q=mario"),
}


@pytest.mark.parametrize("nome", PROVE)
def test_constraint(nome):
    verifica(nome, PROVE[nome]())


@pytest.mark.parametrize("pagina", ["//evil.example", "https://evil.example/", ""])
def test_only_a_path_is_a_page(pagina):
    verifica("giudizi_giudizio_pagina", _giudizio(pagina=pagina))


@pytest.mark.parametrize(("stelle", "risposta"), [(1, "chiare"), (3, "altro_bene"), (4, "altro_male")])
def test_an_answer_fits_its_stars(stelle, risposta):
    verifica("giudizi_giudizio_risposta", _giudizio(stelle=stelle, risposta=risposta))
