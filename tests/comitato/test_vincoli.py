"""Constraints of the Comitato."""

import pytest

from tests.comitato import (
    prove_composizione,
    prove_decisioni,
    prove_istantanee,
    prove_sedute,
    prove_valutazione,
)
from tests.vincoli import verifica

pytestmark = pytest.mark.django_db

PROVE = {
    **prove_composizione.PROVE,
    **prove_decisioni.PROVE,
    **prove_istantanee.PROVE,
    **prove_sedute.PROVE,
    **prove_valutazione.PROVE,
}


@pytest.mark.parametrize("nome", PROVE)
def test_constraint(nome):
    verifica(nome, PROVE[nome]())
