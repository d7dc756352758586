"""How a query is read."""

from datetime import time
from types import SimpleNamespace

import pytest

from ricerca.domanda import leggi
from ricerca.lingua import normalizza, radice, radici
from ricerca.luoghi import Luoghi
from ricerca.vocabolario import AmbitoNominato
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
AMBITI = [
    AmbitoNominato(1, "Chiavenna", "chiavenna", "Valchiavenna;Valtellina"),
    AmbitoNominato(2, "Tirano", "tirano", "Valtellina"),
]
LUOGHI = Luoghi([GROSIO, TEMU, SONDRIO, VAL, MESE, ALTO, BASSO, SAN_GIACOMO, VECCHIO, NUOVO], AMBITI)
NOMI = {}
for _termine, _tipologia in SINONIMI:
    NOMI[radici(_termine)] = (*NOMI.get(radici(_termine), ()), _tipologia)
VOCABOLARIO = SimpleNamespace(luoghi=LUOGHI, nomi=NOMI, piu_lungo=2)


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


def domanda(testo, **opzioni):
    """Return the Domanda of a query as (place, [(words, typologies)], attributes)."""
    letta = leggi(testo, VOCABOLARIO, **opzioni)
    return letta.luogo, [(p.testo, list(p.tipologie)) for p in letta.parti], letta.attributi


@pytest.mark.parametrize(
    ("testo", "luogo", "parti"),
    [
        ("grest", None, [("grest", [1])]),
        ("Grest!", None, [("grest", [1])]),
        ("asilo", None, [("asilo", [2, 3])]),
        ("asili", None, [("asili", [2, 3])]),
        ("caffe alzheimer", None, [("caffe alzheimer", [5])]),
        ("dopo l’orario grosio", GROSIO, [("dopo orario", [4])]),
        ("nido a Sondrio", SONDRIO, [("nido", [2])]),
        ("grosio grest", GROSIO, [("grest", [1])]),
        ("san giacomo filippo", SAN_GIACOMO, []),
        ("nido mese di luglio", None, [("nido", [2])]),
        ("nido a mese", MESE, [("nido", [2])]),
        ("piazza", None, [("piazza", [])]),
        ("000001", None, [("000001", [])]),
        ("il la di", None, []),
        ("cerco un servizio", None, []),
        ("aiuto compiti", None, [("aiuto", []), ("compiti", [])]),
    ],
)
def test_a_query_is_a_place_common_names_and_words(testo, luogo, parti):
    assert domanda(testo)[:2] == (luogo, parti)


@pytest.mark.parametrize(
    ("testo", "attributi"),
    [
        ("nido che apre alle 7", {"dalle": time(7)}),
        ("nido dalle 7:30", {"dalle": time(7, 30)}),
        ("nido prima delle 7.30", {"dalle": time(7, 30)}),
        ("nido alle 18", {"alle": time(18)}),
        ("nido dopo le 17:30", {"alle": time(17, 30)}),
        ("nido fino alle 18", {"alle": time(18)}),
        ("nido dalle 7 fino alle 18", {"dalle": time(7), "alle": time(18)}),
        ("nido alle 25", {}),
        ("grest 6 anni", {"eta_mesi": 72}),
        ("nido 18 mesi", {"eta_mesi": 18}),
        ("grest 999 anni", {}),
        ("nido sabato", {"giorno": "sabato"}),
        ("nido lunedì", {"giorno": "lunedi"}),
        ("nido weekend", {"giorno": "sabato"}),
        ("grest luglio", {"mese": 7}),
        ("grest gratis", {"gratuito": True}),
        ("grest 6 anni sabato luglio", {"eta_mesi": 72, "giorno": "sabato", "mese": 7}),
    ],
)
def test_ages_hours_days_and_months_are_read(testo, attributi):
    assert domanda(testo)[2] == attributi


def test_a_valley_is_a_place_of_one_or_more_ambiti():
    assert [a.slug for a in leggi("nido valchiavenna", VOCABOLARIO).ambiti] == ["chiavenna"]
    assert [a.slug for a in leggi("valtellina", VOCABOLARIO).ambiti] == ["chiavenna", "tirano"]
    assert leggi("nido tirano", VOCABOLARIO).ambiti[0].slug == "tirano"


def test_with_a_place_already_chosen_every_word_is_looked_for():
    assert domanda("nido sondrio", con_luogo=False)[:2] == (None, [("nido", [2]), ("sondrio", [])])


def test_between_quotation_marks_a_query_is_read_to_the_letter():
    for testo in ('"grest grosio"', "«grest grosio»"):
        assert domanda(testo) == (None, [("grest", []), ("grosio", [])], {})


def test_a_very_long_query_is_read_up_to_its_first_words():
    assert len(leggi("parola " * 1000, VOCABOLARIO).parti) == 12


def test_more_words_and_fewer_typologies_weigh_more():
    punti = leggi("asilo caffè alzheimer", VOCABOLARIO).punti()
    assert sorted(punti, key=punti.get, reverse=True) == [5, 2, 3]


@pytest.mark.parametrize(
    ("uno", "altro"),
    [
        ("anziano", "anziani"),
        ("laboratorio", "laboratori"),
        ("ente", "enti"),
        ("domiciliare", "domiciliari"),
        ("banca", "banche"),
        ("albergo", "alberghi"),
        ("città", "citta"),
        ("provincia", "province"),
        ("spiaggia", "spiagge"),
        ("amico", "amici"),
    ],
)
def test_singular_and_plural_have_one_root(uno, altro):
    assert radice(normalizza(uno)) == radice(normalizza(altro))


@pytest.mark.parametrize(("uno", "altro"), [("nido", "nodo"), ("sci", "scie"), ("asilo", "asola")])
def test_other_words_have_another_root(uno, altro):
    assert radice(uno) != radice(altro)
