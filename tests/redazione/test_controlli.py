"""The checks on a text while it is written, and the Gulpease index against a plain count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redazione.controlli import controlla, frasi, gulpease, leggibilita, per_chi


def che(testo):
    return [rilievo.che for rilievo in controlla(testo)]


@pytest.mark.parametrize(
    ("testo", "attesi"),
    [
        ("# Uno\n## Due\n### Tre\n## Quattro", []),
        ("# Uno\n### Tre", ["titoli"]),
        ("## Due\n# Uno", ["titoli"]),
        ("[clicca qui](/a)", ["collegamenti"]),
        ("[Qui.](/a)", ["collegamenti"]),
        ("[https://ats-montagna.it/x](https://ats-montagna.it/x)", ["collegamenti"]),
        ("<https://ats-montagna.it>", ["collegamenti"]),
        ("[](/a)", ["collegamenti"]),
        ("[La delibera del 2016](/a)", []),
        ("![](/media/a.webp)", ["immagini"]),
        ("![Un prato](/media/a.webp)", []),
        ("Scrivi <b>forte</b>", ["html"]),
        ("Se 3 < 4 e 5 > 4", []),
        ("parola " * 25, []),
        ("parola " * 26, ["frasi"]),
        ("parola " * 20 + "fine. " + "Altra " * 20, []),
        ("", []),
    ],
)
def test_what_the_checks_say(testo, attesi):
    assert che(testo) == attesi


def test_a_long_sentence_is_quoted_and_counted():
    (rilievo,) = controlla("Una frase che va avanti " + "e ancora " * 15)
    assert rilievo.testo == (
        "Una frase ha 35 parole, dividila: «Una frase che va avanti e ancora e ancora e ancora e…»"
    )


def test_a_number_and_an_abbreviation_do_not_end_a_sentence():
    assert frasi("Costa 2.800 euro (art. 27). Poi basta! Davvero?") == [
        "Costa 2.800 euro (art. 27)",
        "Poi basta",
        "Davvero?",
    ]


PAROLE = st.text(alphabet="abcdefghilmnopqrstuvz", min_size=1, max_size=12)


@given(st.lists(st.lists(PAROLE, min_size=1, max_size=20), min_size=1, max_size=8))
def test_gulpease_is_the_plain_count(brano):
    """Of a text made here the letters, words and sentences are known."""
    testo = " ".join(" ".join(frase).capitalize() + "." for frase in brano)
    lettere = sum(len(parola) for frase in brano for parola in frase)
    parole = sum(len(frase) for frase in brano)
    atteso = 89 + (300 * len(brano) - 10 * lettere) / parole
    lettura = leggibilita(testo)
    assert (lettura.parole, lettura.frasi) == (parole, len(brano))
    assert lettura.indice == max(0, min(100, round(atteso)))


@given(st.text(max_size=300))
def test_whatever_the_text_the_index_is_between_0_and_100(testo):
    lettura = leggibilita(testo)
    assert (lettura.indice is None) == (lettura.parole == 0)
    assert lettura.indice is None or 0 <= lettura.indice <= 100


def test_each_block_is_at_least_a_sentence():
    lettura = leggibilita("# Titolo breve\n\n- uno\n- due\n\nUna frase.")
    assert (lettura.parole, lettura.frasi) == (6, 4)


def test_gulpease_by_hand():
    assert gulpease(lettere=500, parole=100, frasi=5) == 54
    assert gulpease(lettere=0, parole=0, frasi=0) is None


@pytest.mark.parametrize(
    ("indice", "parole"),
    [
        (None, ""),
        (0, "difficile"),
        (59, "difficile"),
        (60, "facile per chi ha la licenza media"),
        (79, "facile per chi ha la licenza media"),
        (80, "facile"),
        (100, "facile"),
    ],
)
def test_whom_a_text_is_easy_for(indice, parole):
    assert per_chi(indice) == parole
