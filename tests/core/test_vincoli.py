"""Constraints of the ground floor."""

import pytest

from core.models import Messaggio, VersioneContenuti
from tests.vincoli import verifica

pytestmark = pytest.mark.django_db

PROVE = {
    "core_versione_riga_unica": lambda: VersioneContenuti(id=2, versione="seconda"),
    "core_messaggio_oggetto_una_riga": lambda: Messaggio(
        motivo="prova", destinatario="a@example.org", oggetto="Due\nrighe", testo="Testo"
    ),
}


@pytest.mark.parametrize("nome", PROVE)
def test_constraint(nome):
    verifica(nome, PROVE[nome]())
