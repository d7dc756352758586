"""What many tests of the Comitato start from."""

import pytest

from tests.comitato.fabbriche_valutazione import make_proposta, make_valutazione
from tests.documenti import carica
from tests.factories import make_aderente


@pytest.fixture
def aperta(db):
    """Return an open evaluation with one proposal, led by a body."""
    valutazione = make_valutazione()
    valutazione.proposta = make_proposta(valutazione.avviso, titolo="Tempi della valle", allegato=carica())
    valutazione.capofila = make_aderente(denominazione="Comune di Prova")
    valutazione.proposta.progetto.partner.create(organizzazione=valutazione.capofila, ruolo="capofila")
    return valutazione
