"""The words of the e-mails: the originals, those of staff, the variables they may use."""

import pytest

from core.models import TestoEmail
from core.posta import TestoModificabile, Variabile, testi

pytestmark = pytest.mark.django_db
CODICE = "core/email/riepilogo"
VALORI = {"quanti": 2, "voci": "PRIMA\n\nUna cosa {sito}.", "sito": "https://rete.example"}


def scrivi(oggetto, testo):
    TestoEmail.objects.update_or_create(codice=CODICE, defaults={"oggetto": oggetto, "testo": testo})


@pytest.mark.parametrize("codice", sorted(testi.TESTI))
def test_every_original_holds_and_reads_the_same_from_files_and_from_braces(codice):
    """What staff find to edit is what leaves: only lines without a value may be missing."""
    definizione = testi.TESTI[codice]
    oggetto, testo = definizione.originale()
    assert testi.errori(definizione, oggetto, testo) == {"oggetto": [], "testo": []}
    esempi = definizione.esempi()
    assert testi.riempi(oggetto, testo, esempi) == testi.da_file(codice, esempi)


@pytest.mark.parametrize("codice", sorted(testi.TESTI))
def test_every_variable_is_of_use_in_its_text(codice):
    definizione = testi.TESTI[codice]
    usate = set(testi._nomi_in(" ".join(definizione.originale())))
    assert usate <= set(definizione.nomi())
    assert {v.nome for v in definizione.variabili if v.obbligatoria} <= usate


def test_each_text_has_its_row_after_migrate():
    assert set(TestoEmail.objects.values_list("codice", flat=True)) == set(testi.TESTI)


def test_the_words_of_staff_leave_instead_of_the_files():
    originale = testi.componi(CODICE, VALORI)
    assert originale[0] == "Il riepilogo di oggi"
    scrivi("{quanti} cose per te", "Salve,\n{voci}\n\n\n\n{ sito }")
    atteso = ("2 cose per te", "Salve,\nPRIMA\n\nUna cosa {sito}.\n\nhttps://rete.example\n")
    assert testi.componi(CODICE, VALORI) == atteso
    scrivi("", "")
    assert testi.componi(CODICE, VALORI) == originale


def test_words_that_no_longer_hold_give_way_to_the_files():
    """A variable taken away by a new version must not stop the mail."""
    scrivi("Ciao {nome}", "{voci}")
    assert testi.componi(CODICE, VALORI)[0] == "Il riepilogo di oggi"


def test_a_line_with_nothing_to_say_is_left_out():
    valori = {"a": "", "b": "B"}
    assert testi.riempi("o", "Uno {a}\nDue {a}{b}\nTre\n{a}", valori) == ("o", "Due B\nTre\n")


@pytest.mark.parametrize(
    "testo",
    ["{voci.__class__}", "{0}", "{}", "{voci!r}", "{voci:>9}", "{settings}", "{ voci | safe }"],
)
def test_only_known_words_go_between_braces(testo):
    trovati = testi.errori(testi.TESTI[CODICE], "Ciao", "{voci}" + testo)
    [errore] = trovati["testo"]
    nome = testo[1:-1].strip()
    assert errore.messages == [
        f"{{{nome}}} non è una variabile di questa e-mail. Puoi usare: {{voci}}, {{quanti}}, {{sito}}."
    ]


def test_template_tags_are_words_like_any_other():
    testo = "{% include 'x' %} {voci} { \n }"
    [errore] = testi.errori(testi.TESTI[CODICE], "Ciao", testo)["testo"]
    assert errore.code == "sconosciuta"
    assert testi.errori(testi.TESTI[CODICE], "Ciao", "{voci} { non chiusa\n}") == {"oggetto": [], "testo": []}


def test_a_text_without_what_it_is_for_is_refused():
    trovati = testi.errori(testi.TESTI[CODICE], "{voci}", "Ciao")
    assert [errore.messages for errore in trovati["testo"]] == [
        ["Manca {voci}, e senza l’e-mail non serve: le e-mail della giornata, una dopo l’altra."]
    ]


def test_values_are_never_read_again():
    definizione = TestoModificabile("x", "X", (Variabile("a", "a", "a"), Variabile("b", "b", "b")))
    assert testi.errori(definizione, "", "{a} {b}") == {"oggetto": [], "testo": []}
    assert testi.riempi("{a}\n{b}", "{a}", {"a": "{b}", "b": "2"}) == ("{b} 2", "{b}\n")
