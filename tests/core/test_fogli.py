"""Spreadsheets: what is written is read back; what is hostile is refused in words, within bounds."""

import io
import tracemalloc
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from core.fogli import FORMATI, FoglioError, leggi, limiti, scrivi

RIGHE = [["1", "Nido “Càsa”", "=1+1"], ["2", "riga\ndue", "+39 0342 1"]]
TITOLI = ["id", "nome", "telefono"]


def _caricato(contenuto, nome="foglio.xlsx"):
    return SimpleUploadedFile(nome, contenuto)


def _xlsx(righe):
    libro = Workbook()
    for riga in righe:
        libro.active.append(riga)
    corpo = io.BytesIO()
    libro.save(corpo)
    return corpo.getvalue()


def _zip(parti):
    corpo = io.BytesIO()
    with zipfile.ZipFile(corpo, "w", zipfile.ZIP_DEFLATED) as archivio:
        for nome, contenuto in parti.items():
            archivio.writestr(nome, contenuto)
    return corpo.getvalue()


def _rifiuto(contenuto):
    with pytest.raises(FoglioError) as errore:
        leggi(_caricato(contenuto))
    return errore.value.errori


@pytest.mark.parametrize("formato", FORMATI)
def test_what_is_written_is_read_back(formato):
    foglio = leggi(_caricato(scrivi(formato, "prova", TITOLI, RIGHE).content))
    assert foglio.intestazioni == TITOLI
    assert [riga for _n, riga in foglio.righe] == [dict(zip(TITOLI, riga, strict=True)) for riga in RIGHE]


@settings(deadline=None, max_examples=25)
@given(
    righe=st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20),
            min_size=2,
            max_size=2,
        ),
        max_size=4,
    )
)
def test_any_text_comes_back_from_every_format(righe):
    lette = {
        formato: [
            list(riga.values())
            for _n, riga in leggi(_caricato(scrivi(formato, "x", ["a", "b"], righe).content)).righe
        ]
        for formato in FORMATI
    }
    assert lette == dict.fromkeys(FORMATI, righe)


def test_the_content_tells_the_format_and_not_the_name():
    contenuto = scrivi("ods", "prova", TITOLI, RIGHE).content
    assert leggi(_caricato(contenuto, "foglio.csv")).intestazioni == TITOLI


def test_a_csv_of_excel_in_italian():
    foglio = leggi(_caricato("id;città\n1;Cosìo\n".encode("cp1252"), "foglio.csv"))
    assert foglio.righe == [(2, {"id": "1", "città": "Cosìo"})]


def test_formulas_are_refused_by_row_and_column():
    errori = _rifiuto(_xlsx([["id", "nome"], [1, "=1+1"], [2, '=HYPERLINK("http://x")']]))
    assert errori == [
        "Riga 2, colonna «nome»: c’è una formula, scrivi il valore.",
        "Riga 3, colonna «nome»: c’è una formula, scrivi il valore.",
    ]


def test_rows_are_bounded_before_they_are_all_read():
    assert _rifiuto(_xlsx([["id"], *[[n] for n in range(50_000)]])) == [
        "Il foglio ha più di 5000 righe: dividilo in più file."
    ]


@pytest.mark.parametrize(
    ("contenuto", "inizio"),
    [
        (b"MZ\x90\x00\x03\x00", "Il file non si apre"),
        (b"PK\x03\x04rotto", "Il file non si apre"),
        (_zip({"a.txt": "ciao"}), "Il file non si apre"),
        (_zip({"xl/workbook.xml": "<rotto"}), "Il file non si apre"),
        (_zip({"xl/workbook.xml": b"0" * (31 * limiti.MB)}), "Il file è troppo grande una volta aperto"),
        (_zip({f"xl/{n}.xml": "" for n in range(300)}), "Il file è troppo grande una volta aperto"),
        (_zip({"xl/workbook.xml": "", "xl/vbaProject.bin": ""}), "Il file contiene macro"),
        (_zip({"content.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x/>'}), "Il file non si apre"),
        (b"x" * (2 * limiti.MB + 1), "Il file pesa più di 2 MB"),
        (b"", "Il foglio è vuoto"),
        (b"id;id\n1;2\n", "La colonna «id» c’è due volte"),
        (b"id;nome\n1;2;3\n", "Riga 2: la colonna 3 non ha titolo"),
    ],
    ids=lambda valore: valore if isinstance(valore, str) else "",
)
def test_hostile_and_broken_files(contenuto, inizio):
    assert [errore[: len(inizio)] for errore in _rifiuto(contenuto)] == [inizio]


def test_an_empty_cell_far_out_of_every_row_does_not_fill_the_memory():
    libro = Workbook()
    for numero in range(1, 201):
        libro.active.cell(numero, 1, "x")
        libro.active.cell(numero, 16_384).number_format = "0.00"
    corpo = io.BytesIO()
    libro.save(corpo)
    tracemalloc.start()
    leggi(_caricato(corpo.getvalue()))
    assert tracemalloc.get_traced_memory()[1] < 10 * limiti.MB
    tracemalloc.stop()
    assert _rifiuto(_xlsx([["id"], [*[None] * 100, "x"]]))[0].startswith(
        "Il foglio ha troppe righe o colonne"
    )


def test_repeated_cells_of_an_ods_do_not_fill_the_memory():
    ods = scrivi("ods", "prova", ["a"], [["x"]]).content
    with zipfile.ZipFile(io.BytesIO(ods)) as archivio:
        parti = {n: archivio.read(n) for n in archivio.namelist()}
    parti["content.xml"] = parti["content.xml"].replace(
        b"<table:table-cell ", b'<table:table-cell table:number-columns-repeated="1000000" ', 1
    )
    assert _rifiuto(_zip(parti))[0].startswith("Il foglio ha troppe righe o colonne")


@pytest.mark.parametrize(
    ("contenuto", "come", "righe"),
    [
        ("a;b\n1,5;2\n", "caratteri UTF-8, colonne divise da «;»", [["1,5", "2"]]),
        ("a, o b, o c;d\n1;2\n", "caratteri UTF-8, colonne divise da «;»", [["1", "2"]]),
        ('a,b\n"1,5",2\n', "caratteri UTF-8, colonne divise da «,»", [["1,5", "2"]]),
        ("a\tb\n1;2\t3\n", "caratteri UTF-8, colonne divise da tabulazione", [["1;2", "3"]]),
        ("sep=|\na|b\n1;2|3\n", "caratteri UTF-8, colonne divise da «|»", [["1;2", "3"]]),
        ("a;b\r1;2\r", "caratteri UTF-8, colonne divise da «;»", [["1", "2"]]),
    ],
)
def test_what_divides_the_fields_of_a_csv(contenuto, come, righe):
    foglio = leggi(_caricato(contenuto.encode(), "foglio.csv"))
    assert (foglio.come, [list(riga.values()) for _n, riga in foglio.righe]) == (come, righe)


def test_characters_of_no_known_encoding_are_refused_by_line():
    assert _rifiuto(b"id;nome\n1;Cos\xec\n2;\x81\n") == [
        "Riga 3: ci sono caratteri che non so leggere. Salva il file come CSV UTF-8 o XLSX."
    ]
