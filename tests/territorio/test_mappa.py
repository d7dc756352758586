"""The maps: every area is there, neighbours fit, names are safe, the files kept are what the data give."""

import csv
import gzip
import json
import re
import shutil
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest

from scripts import build_mappe
from territorio import mappa
from territorio.models import Ambito

SVG = "{http://www.w3.org/2000/svg}"
PROVINCIA_DI_SONDRIO = ("bormio", "tirano", "sondrio", "morbegno", "chiavenna")


def leggi(file):
    with (build_mappe.RIFERIMENTI / file).open(encoding="utf-8", newline="") as righe:
        return list(csv.DictReader(righe))


def anelli(tracciato):
    """Return the rings of a path as lists of points, each with its first point."""
    fatti = []
    for x, y, resto in re.findall(r"M(\d+) (\d+)l([^z]*)z", tracciato):
        anello = [(int(x), int(y))]
        numeri = [int(n) for n in re.findall(r"-?\d+", resto)]
        for dx, dy in zip(numeri[::2], numeri[1::2], strict=True):
            anello.append((anello[-1][0] + dx, anello[-1][1] + dy))
        fatti.append(anello)
    return fatti


def forme(nome):
    file = mappa.CARTELLA / f"{nome}.json"
    aree = json.loads(file.read_text(encoding="utf-8"))["aree"]
    return {codice: anelli(voce["d"]) for codice, voce in aree.items()}


def lati(rings):
    """Return the sides of all the rings, each once whatever its direction."""
    return {tuple(sorted(lato)) for anello in rings for lato in pairwise([*anello, anello[0]])}


def verso(a, b, c):
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def si_incrociano(primo, secondo):
    (a, b), (c, d) = primo, secondo
    return verso(a, b, c) * verso(a, b, d) < 0 and verso(c, d, a) * verso(c, d, b) < 0


def make_area(codice="bormio", **altro):
    campi = {"nome": "Bormio", "url": "/territorio/bormio/", "cifra": 14, "etichetta": "14 servizi"}
    return mappa.Area(codice, **campi | altro)


def link(svg):
    return ElementTree.fromstring(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ')).findall(
        f"{SVG}a"
    )


@pytest.fixture(scope="module")
def ambiti():
    return [riga["slug"] for riga in leggi("ambiti.csv")]


def test_eight_ambiti_and_163_comuni_are_drawn(ambiti):
    comuni = {(riga["ambito"], riga["codice_istat"]) for riga in leggi("comuni.csv")}
    assert set(forme("ambiti")) == set(ambiti)
    assert {(ambito, codice) for ambito in ambiti for codice in forme(ambito)} == comuni
    assert (len(ambiti), len(comuni)) == (8, 163)


def test_every_area_keeps_its_size(ambiti):
    """A bend simplified away must not eat a comune: the shares of the ambito stay the real ones."""
    reale = {riga["codice_istat"]: float(riga["superficie_kmq"]) for riga in leggi("comuni.csv")}
    for ambito in ambiti:
        disegnata = {codice: sum(map(build_mappe.area, rings)) for codice, rings in forme(ambito).items()}
        scala = sum(disegnata.values()) / sum(reale[codice] for codice in disegnata)
        for codice, area in disegnata.items():
            assert area == pytest.approx(reale[codice] * scala, rel=0.15), codice


def test_neighbours_share_their_border():
    """Sides simplified each on its own would leave slivers of blank between two comuni."""
    dove = {riga["codice_istat"]: riga["ambito"] for riga in leggi("comuni.csv")}
    coppie = [
        (riga["codice_istat_a"], riga["codice_istat_b"])
        for riga in leggi("adiacenze.csv")
        if riga["stesso_ambito"] == "si" and int(riga["confine_m"]) > 500
    ]
    for a, b in coppie:
        vicini = forme(dove[a])
        assert lati(vicini[a]) & lati(vicini[b]), (a, b)
    assert len(coppie) > 300


@pytest.mark.parametrize("nome", ["ambiti", *PROVINCIA_DI_SONDRIO, "vallecamonica", "dongo", "menaggio"])
def test_no_border_crosses_another(nome):
    tutti = sorted(set().union(*(lati(rings) for rings in forme(nome).values())))
    assert [coppia for coppia in combinations(tutti, 2) if si_incrociano(*coppia)] == []


def test_files_are_small():
    def peso(*nomi):
        return len(gzip.compress(b"".join((mappa.CARTELLA / f"{n}.json").read_bytes() for n in nomi)))

    assert peso("ambiti") <= 3000
    assert peso(*PROVINCIA_DI_SONDRIO) <= 6000


def test_check_sees_a_file_that_is_not_what_the_data_give(tmp_path, monkeypatch, capsys):
    assert build_mappe.main(["--check"]) == 0
    copia = shutil.copytree(build_mappe.MAPPE, tmp_path / "mappe")
    (copia / "dongo.json").write_text("{}", encoding="utf-8")
    (copia / "tirano.json").unlink()
    monkeypatch.setattr(build_mappe, "MAPPE", copia)
    assert build_mappe.main(["--check"]) == 1
    assert "territorio/mappe: dongo.json, tirano.json" in capsys.readouterr().err


def test_an_area_is_a_link_named_with_its_figure():
    (collegamento,) = link(mappa.disegna("ambiti", [make_area()], titolo="Mappa"))
    assert collegamento.get("href") == "/territorio/bormio/"
    assert collegamento.findtext(f"{SVG}title") == "Bormio: 14 servizi"


def test_hostile_words_stay_words():
    brutto = '"><script>alert(1)</script>&'
    svg = mappa.disegna(
        "ambiti", [make_area(nome=brutto, url=f"/?{brutto}", etichetta=brutto)], titolo=brutto
    )
    (collegamento,) = link(svg)
    assert "<script" not in svg
    assert collegamento.get("href") == f"/?{brutto}"
    assert collegamento.findtext(f"{SVG}title") == f"{brutto}: {brutto}"


def test_what_the_map_or_the_caller_does_not_know_breaks_nothing():
    svg = mappa.disegna("ambiti", [make_area(), make_area("nuovo")], titolo="Mappa")
    assert len(link(svg)) == 1
    assert svg.count('class="mappa-vuota"') == 7
    assert mappa.disegna("nuovo", [make_area()], titolo="Mappa") == ""


def test_an_area_that_left_is_hatched_and_still_linked():
    uscita = make_area("menaggio", nome="Menaggio", etichetta="2 servizi, non più nella Rete", uscita=True)
    primo, secondo = link(mappa.disegna("ambiti", [make_area(), uscita], titolo="Mappa"))
    assert (primo.get("class"), secondo.get("class")) == ("mappa-passo-4", "mappa-uscita")
    assert secondo.find(f"{SVG}path").get("fill") == "url(#uscita-ambiti)"


def test_an_ambito_with_a_new_slug_keeps_its_map():
    assert mappa.codice_ambito(Ambito(codice_istat_riferimento="014009", slug="alta-valle")) == "bormio"
    assert mappa.codice_ambito(Ambito(codice_istat_riferimento="015146")) == ""


@pytest.mark.parametrize("massimo", [0, 1, 3, 4, 5, 7, 40, 41, 999])
def test_the_legend_says_what_the_colours_mean(massimo):
    aree = [make_area(cifra=cifra) for cifra in range(massimo + 1)]
    dette = {cifra: voce.passo for voce in mappa.legenda(aree) for cifra in range(voce.da, voce.a + 1)}
    assert dette == {area.cifra: mappa.passo(area.cifra, massimo) for area in aree}


def test_a_name_is_written_only_where_it_fits():
    """On any page Lanzada, on a wide one and on two lines Montagna, nowhere Faedo: its link says the name."""
    nomi = {"014036": "Lanzada", "014044": "Montagna in Valtellina", "014028": "Faedo Valtellino"}
    svg = mappa.disegna("sondrio", [make_area(c, nome=nome) for c, nome in nomi.items()], titolo="Mappa")
    assert re.findall(r'<text(.*?) x=.*?>(\w.*?)<tspan class="mappa-cifra"', svg) == [
        ("", "Lanzada"),
        (' class="mappa-corpo-23"', 'Montagna in<tspan x="655" dy="1em">Valtellina</tspan>'),
    ]
    assert "<title>Faedo Valtellino: 14 servizi</title>" in svg


def test_every_class_of_the_map_has_its_style():
    stile = (build_mappe.RADICE / "static/src/mappa.css").read_text(encoding="utf-8")
    aree = [make_area("vallecamonica", uscita=True)]
    svg = mappa.disegna("ambiti", aree, titolo="Mappa") + "".join(mappa.CORPI.values())
    usate = set(" ".join([*re.findall(r'class="([^"]+)"', svg), *mappa.COLORI]).split()) - {"mappa-ambiti"}
    assert [nome for nome in sorted(usate) if f".{nome}" not in stile] == []


@pytest.mark.parametrize(
    ("valori", "attese"),
    [
        ([], {}),
        ([None, 5], {5: 4}),
        ([1, 1, 9], {1: 3, 9: 4}),
        ([1, 2, 3, 4], {1: 1, 2: 2, 3: 3, 4: 4}),
        ([1, 2, 3, 4, 5, 6, 7, 800], {1: 1, 2: 1, 3: 2, 4: 2, 5: 3, 6: 3, 7: 4, 800: 4}),
        ([1, 1, 1, 1, 2, 3, 4, 5], {1: 2, 2: 3, 3: 3, 4: 4, 5: 4}),
    ],
)
def test_amounts_are_divided_in_four_classes_of_as_many_areas(valori, attese):
    assert mappa.classi(valori) == attese


def test_a_class_and_a_text_take_the_place_of_the_count():
    svg = mappa.disegna("ambiti", [make_area(cifra="7,15 €", classe=3)], titolo="Soldi")
    assert [area.get("class") for area in link(svg)] == ["mappa-passo-3"]
    assert ">7,15 €</tspan>" in svg
