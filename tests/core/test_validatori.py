"""Codes of the public administration: known good ones pass, one wrong character does not."""

from string import ascii_uppercase

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from core.validatori import (
    carattere_di_controllo_codice_fiscale,
    cifra_di_controllo_partita_iva,
    valida_cap,
    valida_codice_fiscale,
    valida_codice_istat,
    valida_cup,
    valida_partita_iva,
)

CIFRE = "0123456789"
# Of public bodies and listed companies: Regione Lombardia (two), Eni, Poste Italiane, INPS.
PARTITE_IVA = ["80050050154", "12874720159", "00905811006", "01114601006", "02121151001"]
# Of invented persons, as found in guides to the codice fiscale.
CODICI_PERSONA = ["MRTMTT25D09F205Z", "RSSMRA80A01H501U", "VRDGPP13R10B293P"]


@pytest.mark.parametrize("codice", PARTITE_IVA)
def test_known_partite_iva_pass(codice):
    assert valida_partita_iva(codice) is None
    assert valida_codice_fiscale(codice) is None


@pytest.mark.parametrize("codice", CODICI_PERSONA)
def test_known_codici_fiscali_pass(codice):
    assert valida_codice_fiscale(codice) is None


@given(st.text(CIFRE, min_size=10, max_size=10), st.integers(0, 10), st.sampled_from("123456789"))
def test_one_wrong_digit_of_a_partita_iva_is_refused(dieci, posizione, passo):
    giusta = dieci + cifra_di_controllo_partita_iva(dieci)
    sbagliata = str((int(giusta[posizione]) + int(passo)) % 10)
    for valida in (valida_partita_iva, valida_codice_fiscale):
        assert valida(giusta) is None
        with pytest.raises(ValidationError) as errore:
            valida(giusta[:posizione] + sbagliata + giusta[posizione + 1 :])
        assert errore.value.code == "controllo"


@given(st.text(CIFRE, min_size=10, max_size=10), st.integers(0, 8))
def test_two_swapped_neighbours_are_refused_but_for_zero_and_nine(dieci, posizione):
    """Luhn's formula does not tell 09 from 90: the law's own limit, not ours."""
    giusta = dieci + cifra_di_controllo_partita_iva(dieci)
    a, b = giusta[posizione], giusta[posizione + 1]
    scambiata = giusta[:posizione] + b + a + giusta[posizione + 2 :]
    if a == b or {a, b} == {"0", "9"}:
        assert valida_partita_iva(scambiata) is None
        return
    with pytest.raises(ValidationError):
        valida_partita_iva(scambiata)


@given(st.from_regex(r"\A[A-Z]{6}[0-9]{2}[A-Z][0-9]{2}[A-Z][0-9]{3}\Z"), st.sampled_from(ascii_uppercase))
def test_only_one_last_letter_of_a_person_s_code_passes(quindici, lettera):
    giusta = carattere_di_controllo_codice_fiscale(quindici)
    if lettera == giusta:
        assert valida_codice_fiscale(quindici + lettera) is None
        return
    with pytest.raises(ValidationError) as errore:
        valida_codice_fiscale(quindici + lettera)
    assert errore.value.code == "controllo"


@pytest.mark.parametrize(
    ("valida", "codice"),
    [
        (valida_partita_iva, "1287472015"),
        (valida_partita_iva, "IT12874720159"),
        (valida_partita_iva, "1287472O159"),
        (valida_partita_iva, "12874720159\n"),
        (valida_codice_fiscale, "rssmra80a01h501u"),
        (valida_codice_fiscale, "RSSMRA80A01H501"),
        (valida_codice_fiscale, ""),
        (valida_cup, "J79D17000030007 "),
        (valida_cup, "J79D1700003000"),
        (valida_cup, "179D17000030007"),
        (valida_cup, "j79d17000030007"),
        (valida_codice_istat, "14061"),
        (valida_codice_istat, "0140611"),
        (valida_codice_istat, "٠١٤٠٦١"),
        (valida_cap, "2310"),
        (valida_cap, "23100 "),
    ],
)
def test_a_wrong_shape_is_refused_in_italian(valida, codice):
    with pytest.raises(ValidationError) as errore:
        valida(codice)
    assert errore.value.code == "forma"
    assert any(parola in errore.value.messages[0] for parola in ("cifre", "caratteri"))


@pytest.mark.parametrize(
    ("valida", "codice"),
    [(valida_cup, "J79D17000030007"), (valida_codice_istat, "014061"), (valida_cap, "23100")],
)
def test_a_right_shape_passes(valida, codice):
    assert valida(codice) is None


def test_a_cup_has_no_check_digit_to_invent():
    """No public check digit is confirmed: any last digit of the right shape passes (dominio §2.5)."""
    assert [valida_cup(f"J79D1700003000{cifra}") for cifra in CIFRE] == [None] * 10
