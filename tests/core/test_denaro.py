"""Money: how people write it, how it is kept, and that no float comes near it."""

import re
from decimal import Decimal

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, models
from hypothesis import given
from hypothesis import settings as ipotesi
from hypothesis import strategies as st

from core.models.denaro import CampoDenaro, ImportoField, in_cifre

CAMPI = [
    (modello, campo)
    for modello in apps.get_models(include_auto_created=True)
    for campo in modello._meta.local_concrete_fields
    if isinstance(campo, CampoDenaro)
]
CENTESIMI = st.integers(min_value=-(10**13), max_value=10**13)


@pytest.mark.parametrize(
    ("testo", "euro"),
    [
        ("1.250,50", "1250.50"),
        ("1250,50", "1250.50"),
        ("1250.50", "1250.50"),
        ("87.000", "87000"),
        ("87000", "87000"),
        ("€ 12", "12"),
        ("12,5 €", "12.5"),
        ("1 000,00", "1000.00"),
        ("1\u00a0000,00\u202f€", "1000.00"),
        ("1'000", "1000"),
        ("-0,01", "-0.01"),
        ("1.000.000.000,01", "1000000000.01"),
        ("12 EUR", "12"),
    ],
)
def test_amounts_as_people_write_them(testo, euro):
    assert in_cifre(testo) == Decimal(euro)


@pytest.mark.parametrize(
    "testo", ["€", "mille", "1,250.50", "1.25.000", "1,2,3", "1e5", "NaN", "Infinity", "\x00", "٣", "--1"]
)
def test_what_is_no_amount_is_refused(testo):
    with pytest.raises(ValueError, match=re.escape(testo)):
        in_cifre(testo)


@given(CENTESIMI)
@ipotesi(deadline=None, max_examples=60)
def test_an_amount_written_the_italian_way_is_read_back(centesimi):
    euro = Decimal(centesimi).scaleb(-2)
    scritto = f"{euro:,.2f}".translate(str.maketrans(",.", ".,"))
    assert in_cifre(scritto) == in_cifre(f"{euro:.2f}") == euro


@given(CENTESIMI)
@ipotesi(deadline=None, max_examples=60)
def test_cents_come_back_from_the_column_as_they_went(centesimi):
    campo = CampoDenaro()
    euro = Decimal(centesimi).scaleb(-2)
    in_colonna = campo.get_db_prep_value(euro, connection)
    assert (in_colonna, type(in_colonna)) == (centesimi, int)
    assert campo.from_db_value(in_colonna, None, connection) == euro


def test_a_float_is_refused_wherever_it_comes_from():
    campo = CampoDenaro()
    for verso in (campo.to_python, campo.get_prep_value):
        with pytest.raises(TypeError):
            verso(0.1)
    with pytest.raises(TypeError):
        campo.get_db_prep_value(0.1, connection)


def test_a_fraction_of_a_cent_is_refused_not_rounded():
    with pytest.raises(ValueError, match="cents"):
        CampoDenaro().get_db_prep_value(Decimal("0.001"), connection)
    with pytest.raises(ValidationError):
        CampoDenaro().clean(Decimal("0.001"), None)


@pytest.mark.parametrize("valore", ["1.250,50", "NaN", "x", "1" + "0" * 30, Decimal(10) ** 30])
def test_what_a_column_cannot_hold_is_a_validation_error(valore):
    with pytest.raises(ValidationError):
        CampoDenaro().clean(valore, None)


def test_a_form_reads_the_italian_way_and_gives_back_what_was_typed():
    campo = ImportoField(max_digits=14, decimal_places=2)
    assert campo.clean("1.250,50") == Decimal("1250.50")
    assert campo.prepare_value(Decimal("1250.50")) == "1250,50"
    assert campo.prepare_value("dodici") == "dodici"
    assert not campo.has_changed(Decimal("1250.50"), "1.250,50")
    for storto in ("dodici", "0,001", "1" + "0" * 30, "\x00"):
        with pytest.raises(ValidationError):
            campo.clean(storto)


def test_there_is_money_to_check():
    assert len(CAMPI) >= 9


@pytest.mark.django_db
@pytest.mark.parametrize(("modello", "campo"), CAMPI, ids=str)
def test_every_amount_is_kept_in_whole_cents(modello, campo):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT data_type FROM information_schema.columns WHERE table_name = %s AND column_name = %s",
                [modello._meta.db_table, campo.column],
            )
            tipo = cursor.fetchone()[0]
        else:
            colonne = connection.introspection.get_table_description(cursor, modello._meta.db_table)
            tipo = next(colonna.type_code for colonna in colonne if colonna.name == campo.column)
    assert tipo in ("bigint", "integer")


def test_no_float_field_is_in_the_models_of_money():
    sospetti = [
        str(campo)
        for modello in apps.get_app_config("progetti").get_models()
        for campo in modello._meta.local_concrete_fields
        if isinstance(campo, models.FloatField)
    ]
    assert sospetti == []


def test_no_float_and_no_hundredth_is_in_the_code_of_money():
    """Cents are made and unmade in one place alone (``core.models.denaro``)."""
    vietato = re.compile(r"\bfloat\(|\* ?0\.01|/ ?100\b|\bround\(")
    for cartella in ("denaro", "panoramica", "elenchi"):
        for file in sorted((settings.BASE_DIR / "progetti" / cartella).rglob("*.py")):
            for numero, riga in enumerate(file.read_text().splitlines(), 1):
                assert not vietato.search(riga), f"{file.name}:{numero}: {riga.strip()}"
