"""Constraints of the mail to many."""

import pytest

from comunicazioni.models import Comunicazione, DestinatarioComunicazione
from tests.comunicazioni.posta import make_comunicazione
from tests.vincoli import verifica

pytestmark = pytest.mark.django_db
BOZZA = {"oggetto": "Riunione", "testo": "Vieni.", "segmento": "aderenti"}

PROVE = {
    "comunicazioni_comunicazione_accodata_il": lambda: Comunicazione(**BOZZA, stato="accodata"),
    "comunicazioni_comunicazione_oggetto_una_riga": lambda: Comunicazione(
        **BOZZA | {"oggetto": "Due\nrighe"}
    ),
    "comunicazioni_destinatario_perche": lambda: DestinatarioComunicazione(
        comunicazione=make_comunicazione(), indirizzo="a@example.org", stato="rifiutata"
    ),
    "comunicazioni_destinatario_indirizzo": lambda: DestinatarioComunicazione(
        comunicazione=make_comunicazione()
    ),
}


@pytest.mark.parametrize("nome", PROVE)
def test_constraint(nome):
    verifica(nome, PROVE[nome]())
