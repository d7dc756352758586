"""How a query is read."""

import pytest

from ricerca.domanda import leggi
from ricerca.lingua import normalizza
from ricerca.luoghi import Luoghi
from territorio.models import Comune

SINONIMI = [
    ("grest", 1),
    ("asilo", 2),
    ("asilo", 3),
    ("dopo l'orario", 4),
    ("caffè alzheimer", 5),
    ("nido", 2),
]


def comune(pk, nome, alias="", cessato=None, confluito=None):
    return Comune(
        pk=pk,
        nome=nome,
        slug=normalizza(nome).replace(" ", "-"),
        codice_istat=f"{pk:06}",
        alias=alias,
        cessato_il=cessato,
        confluito_in_id=confluito,
    )


GROSIO = comune(1, "Grosio", "Ravoledo;Tiolo")
TEMU = comune(2, "Temù")
SONDRIO = comune(3, "Sondrio", "Triangia;Sacco")
VAL = comune(4, "Tovo di Sant'Agata")
MESE = comune(5, "Mese")
ALTO = comune(6, "Alto", "Piazza")
BASSO = comune(7, "Basso", "Piazza")
SAN_GIACOMO = comune(8, "San Giacomo Filippo")
VECCHIO = comune(9, "Gravedona", cessato="2011-02-10", confluito=10)
NUOVO = comune(10, "Gravedona ed Uniti")
LUOGHI = Luoghi([GROSIO, TEMU, SONDRIO, VAL, MESE, ALTO, BASSO, SAN_GIACOMO, VECCHIO, NUOVO])


@pytest.mark.parametrize(
    ("testo", "trovati"),
    [
        ("Grosio", [GROSIO]),
        (" GROSIO ", [GROSIO]),
        ("000001", [GROSIO]),
        ("ravoledo", [GROSIO]),
        ("Temu'", [TEMU]),
        ("temù", [TEMU]),
        ("tovo-di-sant-agata", [VAL]),
        ("Tovo di Sant’Agata", [VAL]),
        ("Gravedona", [NUOVO]),
        ("Piazza", [ALTO, BASSO]),
        ("Milano", []),
        ("", []),
    ],
)
def test_a_comune_is_found_by_all_its_names(testo, trovati):
    assert LUOGHI.trova(testo) == trovati


def test_a_misspelt_comune_has_proposals_and_a_foreign_one_none():
    assert LUOGHI.simili("Grosoi") == [GROSIO]
    assert LUOGHI.simili("Reykjavik") == []


def test_an_abolished_comune_is_not_proposed_by_name_but_its_heir_is():
    assert LUOGHI.simili("Gravedonna") == [NUOVO]
    assert "Gravedona" not in LUOGHI.nomi()


@pytest.mark.parametrize(
    ("testo", "luogo", "parti"),
    [
        ("grest", None, [("grest", [1])]),
        ("Grest!", None, [("grest", [1])]),
        ("asilo", None, [("asilo", [2, 3])]),
        ("caffe alzheimer", None, [("caffe alzheimer", [5])]),
        ("dopo l’orario grosio", GROSIO, [("dopo l orario", [4])]),
        ("nido a Sondrio", SONDRIO, [("nido", [2])]),
        ("grosio grest", GROSIO, [("grest", [1])]),
        ("san giacomo filippo", SAN_GIACOMO, []),
        ("nido mese di luglio", None, [("nido", [2]), ("mese", []), ("luglio", [])]),
        ("nido a mese", MESE, [("nido", [2])]),
        ("piazza", None, [("piazza", [])]),
        ("000001", None, [("000001", [])]),
        ("il la di", None, []),
        ("aiuto compiti", None, [("aiuto", []), ("compiti", [])]),
    ],
)
def test_a_query_is_a_place_common_names_and_words(testo, luogo, parti):
    domanda = leggi(testo, LUOGHI, SINONIMI)
    assert (domanda.luogo, domanda.parti) == (luogo, parti)


def test_with_a_place_already_chosen_every_word_is_looked_for():
    domanda = leggi("nido sondrio", LUOGHI, SINONIMI, con_luogo=False)
    assert (domanda.luogo, domanda.parti) == (None, [("nido", [2]), ("sondrio", [])])


def test_a_very_long_query_is_read_up_to_its_first_words():
    assert len(leggi("parola " * 1000, LUOGHI, SINONIMI).parti) == 12
