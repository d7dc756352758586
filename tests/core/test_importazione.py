"""The machinery of imports: files broken in every way, and what a run may and may not write."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction

from core.importazione import (
    Contesto,
    Data,
    DataIncerta,
    Decimale,
    ImportazioneError,
    Intero,
    Lista,
    Scelta,
    SiNo,
    ValoreError,
)
from core.importazione import Testo as ColonnaTesto
from core.importazione.fonti import ImportaFonti
from core.models import Fonte, RegistroImportazione

INTESTAZIONE = "code,titolo,tipo,indirizzo,data,nota\n"


def importa(cartella, contenuto, **opzioni):
    """Load ``contenuto`` (text or bytes) as fonti.csv and return the Esito."""
    dati = contenuto.encode() if isinstance(contenuto, str) else contenuto
    (cartella / "fonti.csv").write_bytes(dati)
    contesto = Contesto(cartella, **opzioni)
    with transaction.atomic():
        esito = ImportaFonti(contesto).esegui()
        contesto.salva_registro()
    return esito


GUASTI = {
    "empty": ("", "fonti.csv, il file è vuoto, manca anche l'intestazione"),
    "header only": (INTESTAZIONE, "fonti.csv, il file ha solo l'intestazione, senza righe"),
    "not UTF-8": (
        INTESTAZIONE.encode() + b"a,Delibera,,,,\nb,Citt\xe0,,,,\n",
        "fonti.csv, riga 3: il file non è in UTF-8 (byte 0xE0)",
    ),
    "NUL": (INTESTAZIONE + "a,Del\0ibera,,,,\n", "fonti.csv, riga 2: c'è un carattere nullo (NUL)"),
    "missing column": (
        "code,titolo,tipo,indirizzo,data\na,A,,,\n",
        "fonti.csv, riga 1, colonna «nota»: la colonna manca",
    ),
    "unknown column": (
        "code,titolo,tipo,indirizzo,data,nota,autore\na,A,,,,,\n",
        "fonti.csv, riga 1, colonna «autore»: la colonna non è prevista",
    ),
    "duplicate column": (
        "code,titolo,tipo,indirizzo,data,nota,code\na,A,,,,,\n",
        "fonti.csv, riga 1, colonna «code»: la colonna è ripetuta",
    ),
    "too few cells": (INTESTAZIONE + "a,A,,,,\nb,B\n", "fonti.csv, riga 3: ci sono 2 celle invece di 6"),
    "open quote": (
        INTESTAZIONE + 'a,A,,,,\nb,"B,,,,\nc,C,,,,\n',
        "fonti.csv, riga 3: le virgolette non sono chiuse o sono fuori posto",
    ),
    "duplicate key": (
        INTESTAZIONE + "a,A,,,,\nb,B,,,,\na,C,,,,\n",
        "fonti.csv, riga 4, colonna «code»: «a» è già alla riga 2",
    ),
    "missing value": (INTESTAZIONE + "a,,,,,\n", "fonti.csv, riga 2, colonna «titolo»: manca il valore"),
    "wrong format": (
        INTESTAZIONE + "a,A,,,dicembre,\n",
        "fonti.csv, riga 2, colonna «data»: «dicembre»: serve AAAA, AAAA-MM o AAAA-MM-GG",
    ),
    "model validation": (
        INTESTAZIONE + "a,A,,,,\nb,B,,nessuno,,\n",
        "fonti.csv, riga 3, colonna «indirizzo»: Inserisci un URL valido.",
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("caso", GUASTI)
def test_broken_file_says_where_and_writes_nothing(tmp_path, caso):
    contenuto, messaggio = GUASTI[caso]
    Fonte.objects.create(code="prima", titolo="C'era già")

    with pytest.raises(ImportazioneError) as errore:
        importa(tmp_path, contenuto)

    assert str(errore.value) == messaggio
    assert Fonte.objects.values_list("code", "titolo").get() == ("prima", "C'era già")
    assert not RegistroImportazione.objects.exists()


@pytest.mark.django_db
def test_every_error_of_a_file_comes_at_once(tmp_path):
    with pytest.raises(ImportazioneError) as errore:
        importa(tmp_path, INTESTAZIONE + "a,,,,ieri,\nb,,,,,\n")

    assert [(e.riga, e.colonna) for e in errore.value.errori] == [(2, "titolo"), (2, "data"), (3, "titolo")]


@pytest.mark.django_db
def test_lines_are_counted_in_the_file_also_across_cells_of_many_lines(tmp_path):
    with pytest.raises(ImportazioneError) as errore:
        importa(tmp_path, INTESTAZIONE + 'a,"due\nrighe",,,,\n\nb,,,,,\n')

    assert [e.riga for e in errore.value.errori] == [5]


@pytest.mark.django_db
def test_bom_windows_lines_and_spaces_around_cells_are_no_obstacle(tmp_path):
    importa(tmp_path, "\ufeff" + INTESTAZIONE.replace("\n", "\r\n") + "a, Delibera ,,,2017-05,\r\n")

    assert Fonte.objects.values_list("code", "titolo", "data").get() == ("a", "Delibera", "2017-05")


@pytest.mark.django_db
def test_missing_file(tmp_path):
    with pytest.raises(ImportazioneError, match=r"^fonti\.csv, il file non c'è o non si legge$"):
        ImportaFonti(Contesto(tmp_path)).esegui()


def conti(esito):
    return dict(esito.conti())


@pytest.mark.django_db
def test_a_correction_of_staff_survives_a_plain_run_and_is_reported(tmp_path):
    importa(tmp_path, INTESTAZIONE + "a,Dal file,,,,\nb,B,,,,\n")
    Fonte.objects.filter(code="a").update(titolo="Corretto a mano")

    esito = importa(tmp_path, INTESTAZIONE + "a,Dal file,,,,\nb,B,,,,\n")

    assert conti(esito) == {"diverse non toccate": 1, "uguali": 1}
    assert esito.diverse == [(2, "Corretto a mano", ["titolo"])]
    assert Fonte.objects.get(code="a").titolo == "Corretto a mano"


@pytest.mark.django_db
def test_aggiorna_writes_the_file_over_the_database(tmp_path):
    importa(tmp_path, INTESTAZIONE + "a,Dal file,,,,\n")
    Fonte.objects.filter(code="a").update(titolo="Corretto a mano")

    esito = importa(tmp_path, INTESTAZIONE + "a,Dal file,,,,\n", aggiorna=True)

    assert conti(esito) == {"cambiate": 1}
    assert Fonte.objects.get(code="a").titolo == "Dal file"


@pytest.mark.django_db
def test_a_row_that_staff_deleted_comes_back_only_with_aggiorna(tmp_path):
    contenuto = INTESTAZIONE + "a,A,,,,\nb,B,,,,\n"
    importa(tmp_path, contenuto)
    Fonte.objects.filter(code="a").delete()

    assert conti(importa(tmp_path, contenuto)) == {"eliminate dagli operatori": 1, "uguali": 1}
    assert not Fonte.objects.filter(code="a").exists()
    assert conti(importa(tmp_path, contenuto, aggiorna=True)) == {"nuove": 1, "uguali": 1}
    assert Fonte.objects.filter(code="a").exists()


@pytest.mark.django_db
def test_a_new_file_adds_its_new_rows_and_deletes_none(tmp_path):
    importa(tmp_path, INTESTAZIONE + "a,A,,,,\nb,B,,,,\n")

    esito = importa(tmp_path, INTESTAZIONE + "b,B,,,,\nc,C,,,,\n")

    assert conti(esito) == {"nuove": 1, "uguali": 1, "non nel file": 1}
    assert esito.non_nel_file == ["a"]
    assert sorted(Fonte.objects.values_list("code", flat=True)) == ["a", "b", "c"]


VALORI = [
    (Data(), "2018-12-31", date(2018, 12, 31)),
    (DataIncerta(), "2018", (date(2018, 1, 1), "anno")),
    (DataIncerta(), "2018-02", (date(2018, 2, 1), "mese")),
    (DataIncerta(fine=True), "2018", (date(2018, 12, 31), "anno")),
    (DataIncerta(fine=True), "2020-02", (date(2020, 2, 29), "mese")),
    (DataIncerta(), "2018-02-03", (date(2018, 2, 3), "giorno")),
    (Decimale(), "95400.50", Decimal("95400.50")),
    (Intero(), "0", 0),
    (Intero(), "", None),
    (SiNo(), "no", False),
    (Scelta({"molto alta": "S"}), "molto alta", "S"),
    (Lista(ColonnaTesto()), "a; b", ["a", "b"]),
    (Lista(ColonnaTesto()), "", []),
]


@pytest.mark.parametrize(("colonna", "testo", "valore"), VALORI)
def test_cell_becomes_a_value(colonna, testo, valore):
    assert colonna.leggi(testo, None) == valore


RIFIUTI = [
    (Data(), "2018-02-31", "«2018-02-31» non esiste nel calendario"),
    (Data(), "31/02/2018", "«31/02/2018» non è una data AAAA-MM-GG"),
    (DataIncerta(), "2018-13", "«2018-13» non è una data AAAA-MM-GG"),
    (DataIncerta(), "0000", "«0000-01-01» non esiste nel calendario"),
    (Intero(minimo=0), "-1", "-1 è meno di 0"),
    (Intero(massimo=100), "101", "101 è più di 100"),
    (Intero(), "3.5", "«3.5» non è un numero intero"),
    (Decimale(), "1.234,50", "«1.234,50» non è un numero con il punto decimale"),
    (Decimale(), "NaN", "«NaN» non è un numero con il punto decimale"),
    (SiNo(), "sì", "«sì» non è tra: si, no"),
    (Lista(ColonnaTesto()), "a;;b", "«a;;b» ha un punto e virgola di troppo"),
    (Lista(ColonnaTesto()), "a;a", "«a;a» ripete un codice"),
]


@pytest.mark.parametrize(("colonna", "testo", "messaggio"), RIFIUTI)
def test_cell_is_refused_in_words(colonna, testo, messaggio):
    with pytest.raises(ValoreError) as errore:
        colonna.leggi(testo, None)

    assert str(errore.value) == messaggio
