"""How good a sheet is, and what its typology asks."""

import pytest

from servizi.models import VoceTipologia
from servizi.qualita import chieste, mancanti, qualita
from servizi.voci import Voci, voci_di
from tests.factories import make_gruppo, make_tipologia


def _voci(**usi):
    return {codice: VoceTipologia(voce=codice, uso=uso) for codice, uso in usi.items()}


def test_an_empty_sheet_has_nothing_and_a_full_one_all():
    voci = _voci(prezzo="obbligatoria", eta="utile", pasti="non_serve")
    assert qualita({"gratuito": False}, voci).punti == 0
    tutto = {campo: "x" for domanda in chieste(voci) for campo in domanda.campi}
    tutto |= {"gratuito": True, "posti": "esauriti"}
    assert qualita(tutto, voci) == (100, ())


def test_the_heaviest_reason_comes_first_and_what_nobody_asked_is_no_reason():
    voci = _voci(eta="utile", prezzo="obbligatoria")
    buona = qualita({}, voci)
    assert [domanda.codice for domanda in buona.motivi] == ["prezzo", "eta"]
    assert "le famiglie lo chiedono per primo" in buona.motivi[0].manca


def test_only_the_obligatory_stop_a_publication():
    voci = _voci(eta="utile", prezzo="obbligatoria", orari="obbligatoria", sedi="non_serve")
    assert [d.codice for d in mancanti({}, voci)] == ["orari", "prezzo"]
    assert [d.codice for d in mancanti({"orari": [{"giorno": 0}], "prezzo_nota": "Offerta."}, voci)] == []


@pytest.mark.parametrize(
    ("valori", "risposta"),
    [
        ({"gratuito": False, "tariffe": []}, ["isee", "pasti", "posti", "prezzo"]),
        ({"gratuito": True}, ["pasti", "posti"]),
        ({"tariffe": [{"importo": "1.00", "isee_da": None, "isee_a": None}]}, ["isee", "pasti", "posti"]),
        ({"tariffe": [{"importo": "1.00", "isee_da": "0.00", "isee_a": None}]}, ["pasti", "posti"]),
        ({"gratuito": True, "pasti": False, "posti": "da_verificare"}, ["posti"]),
        ({"gratuito": True, "pasti": False, "posti": "esauriti"}, []),
    ],
)
def test_what_is_an_answer(valori, risposta):
    voci = _voci(**dict.fromkeys(["prezzo", "isee", "pasti", "posti"], "obbligatoria"))
    assert sorted(domanda.codice for domanda in mancanti(valori, voci)) == risposta


def test_the_closest_row_wins(db):
    tipologia, sorella = (make_tipologia(gruppo=make_gruppo()) for _n in range(2))
    for voce, uso, dove in (
        ("prezzo", "utile", {}),
        ("eta", "utile", {}),
        ("prezzo", "obbligatoria", {"gruppo": tipologia.gruppo}),
        ("orari", "obbligatoria", {"gruppo": tipologia.gruppo}),
        ("orari", "non_serve", {"tipologia": tipologia}),
        ("pasti", "obbligatoria", {"tipologia": sorella}),
    ):
        VoceTipologia.objects.create(voce=voce, uso=uso, **dove)
    attese = {"prezzo": "obbligatoria", "eta": "utile", "orari": "non_serve"}
    assert {codice: voce.uso for codice, voce in voci_di(tipologia).items()} == attese
    assert {codice: voce.uso for codice, voce in Voci().di(tipologia).items()} == attese
