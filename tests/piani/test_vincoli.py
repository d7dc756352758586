"""Constraints of the Piani."""

from datetime import date

import pytest

from piani.models import (
    Bisogno,
    DocumentoPiano,
    Piano,
    Priorita,
    RegolaCapofila,
    ScadenzaRendicontazione,
    TerminePiano,
)
from tests.factories import make_piano
from tests.vincoli import verifica

pytestmark = pytest.mark.django_db


def _piano(**campi):
    valori = {"code": "nuovo", "titolo": "Nuovo", "anno_dal": 2020, "anno_al": 2023, "stato": "concluso"}
    return Piano(**valori | campi)


def _ripetuto(modello, **campi):
    """Return a second row equal to one already saved, in the same Piano."""
    piano = make_piano()
    modello.objects.create(piano=piano, **campi)
    return modello(piano=piano, **campi)


PROVE = {
    "piani_piano_anni": lambda: _piano(anno_al=2019),
    "piani_piano_quote_cento": lambda: _piano(quota_alleanze_pct=80, quota_sistema_pct="20.5"),
    "piani_piano_cofinanziamento": lambda: _piano(quota_cofinanziamento_minima_pct=101),
    "piani_termine_unico": lambda: _ripetuto(TerminePiano, fine=date(2019, 1, 15)),
    "piani_regola_capofila_unica": lambda: _ripetuto(RegolaCapofila, natura="pubblico"),
    "piani_bisogno_unico": lambda: _ripetuto(Bisogno, titolo="Mobilità"),
    "piani_documentopiano_file_o_indirizzo": lambda: DocumentoPiano(piano=make_piano(), titolo="Il Piano"),
    "piani_scadenza_unica": lambda: _ripetuto(
        ScadenzaRendicontazione, tipo="finale", giorno=date(2020, 1, 31)
    ),
    "piani_priorita_unica": lambda: _ripetuto(Priorita, titolo="Mobilità"),
}


@pytest.mark.parametrize("nome", PROVE)
def test_constraint(nome):
    verifica(nome, PROVE[nome]())
