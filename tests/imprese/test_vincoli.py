"""Constraints of the room for firms."""

from datetime import date

import pytest

from imprese.models import ContoRisposte, Misura, SchedaFiscale
from tests.imprese import prove_formazione, prove_pratiche
from tests.imprese.fabbriche import make_conto, make_misura, make_scheda_fiscale, make_tema
from tests.vincoli import verifica

pytestmark = pytest.mark.django_db


def _scheda(**campi):
    valori = {"code": "nuova", "titolo": "Nuova", "testo": "Dice.", "dal": date(2026, 1, 1)}
    return SchedaFiscale(**{"tema": campi.pop("tema", None) or make_tema()} | valori | campi)


def _misura(**campi):
    return Misura(**{"scheda": make_scheda_fiscale(), "che_cosa": "scaglione", "valore": 23} | campi)


def _ripetuta(fino_a=None):
    prima = make_misura(che_cosa="scaglione", valore=23, fino_a=fino_a)
    return Misura(scheda=prima.scheda, che_cosa="scaglione", valore=33, fino_a=fino_a)


def _conto(**campi):
    prima = make_conto()
    valori = {nome: getattr(prima, nome) for nome in ("mese", "dimensione", "domanda", "risposta")}
    return ContoRisposte(**valori | campi)


PROVE = (
    prove_formazione.PROVE
    | prove_pratiche.PROVE
    | {
        "imprese_conto_unico": _conto,
        "imprese_conto_mese": lambda: _conto(mese=date(2026, 11, 2)),
        "imprese_schedafiscale_dal_al": lambda: _scheda(al=date(2025, 1, 1)),
        "imprese_scheda_dal": lambda: _scheda(dal=None),
        "imprese_scheda_una_per_giorno": lambda: _scheda(
            tema=make_scheda_fiscale().tema, dal=date(2027, 1, 1)
        ),
        "imprese_scheda_controllo": lambda: _scheda(verificata_il=date(2026, 1, 1)),
        "imprese_misura_unica": lambda: _ripetuta(28000),
        "imprese_misura_una": lambda: _ripetuta(),
        "imprese_misura_positiva": lambda: _misura(valore=-1),
        "imprese_misura_percento": lambda: _misura(valore=101),
        "imprese_misura_fino_a": lambda: _misura(che_cosa="fringe_soglia", fino_a=10),
    }
)


@pytest.mark.parametrize("nome", PROVE)
def test_constraint(nome):
    verifica(nome, PROVE[nome]())
