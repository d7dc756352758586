"""The calculator: hand-worked cases with their sources, and what holds for any amount."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.asserts import assertContains, assertNotContains

from imprese.fiscale.calcolo import benefit, confronta, irpef
from imprese.fiscale.regole import AnnoSenzaRegoleError, Regole, anni, regole
from imprese.models import Misura, SchedaFiscale
from tests.imprese.fabbriche import make_regole

SCAGLIONI_2025 = ((Decimal(28000), Decimal(23)), (Decimal(50000), Decimal(35)), (None, Decimal(43)))
SCAGLIONI_2026 = ((Decimal(28000), Decimal(23)), (Decimal(50000), Decimal(33)), (None, Decimal(43)))
SCHEDE = dict.fromkeys(("PREMI", "FRINGE", "IRPEF"))


def le_regole(anno):
    """Return the rules of 2025 and 2026 as l. 207/2024 and l. 199/2025 set them."""
    aliquota, tetto, scaglioni = {2025: (5, 3000, SCAGLIONI_2025), 2026: (1, 5000, SCAGLIONI_2026)}[anno]
    soglie = [Decimal(1000), Decimal(2000)]
    return Regole(anno, Decimal(aliquota), Decimal(tetto), Decimal(80000), *soglie, scaglioni, SCHEDE)


# Year, amount, income, rate of who works, premio di risultato → net in cash, worked by hand:
# 1,000 € less 9.49% (94.90) = 905.10; 1% = 9.05 and 5% = 45.26 (NT+ Fisco, 14/12/2025: “circa nove euro,
# invece dei 45”); outside the premio, 905.10 at 23%, 33% or 35%, and across 28,000 €.
A_MANO = [
    (2026, "1000", "25000", "9.49", True, "896.05"),
    (2025, "1000", "25000", "9.49", True, "859.84"),
    (2026, "1000", "25000", "9.49", False, "696.93"),
    (2026, "1000", "30000", "9.49", False, "606.42"),
    (2025, "1000", "30000", "9.49", False, "588.31"),
    # 27,500 + 905.10: 500 at 23% = 115, 405.10 at 33% = 133.68
    (2026, "1000", "27500", "9.49", False, "656.42"),
    # 6,000 without contributions: 5,000 at 1% = 50, 1,000 over the limit at 43% = 430
    (2026, "6000", "60000", "0", True, "5520.00"),
    # 2025: 3,000 at 5% = 150, 3,000 at 43% = 1,290
    (2025, "6000", "60000", "0", True, "4560.00"),
]


@pytest.mark.parametrize(("anno", "importo", "reddito", "aliquota", "agevolato", "netto"), A_MANO)
def test_cases_worked_by_hand(anno, importo, reddito, aliquota, agevolato, netto):
    denaro, welfare = confronta(
        le_regole(anno),
        importo=Decimal(importo),
        reddito=Decimal(reddito),
        contributi_lavoratore=Decimal(aliquota),
        contributi_impresa=Decimal(30),
        agevolato=agevolato,
    )
    assert denaro.netto == Decimal(netto)
    assert denaro.costo == Decimal(importo) * Decimal("1.3")
    assert (welfare.netto, welfare.costo) == (Decimal(importo), Decimal(importo))


@pytest.mark.parametrize(
    ("reddito", "imposta"),
    [("0", "0"), ("15000", "3450"), ("28000", "6440"), ("50000", "13700"), ("60000", "18000")],
)
def test_the_tax_by_brackets_of_2026(reddito, imposta):
    assert irpef(Decimal(reddito), SCAGLIONI_2026) == Decimal(imposta)


@pytest.mark.parametrize(
    ("importo", "figli", "tassato"),
    [("1000", False, "0"), ("1000.01", False, "1000.01"), ("2000", True, "0"), ("2000.01", True, "2000.01")],
)
def test_over_the_threshold_all_of_it_is_taxed(importo, figli, tassato):
    esito = benefit(le_regole(2026), importo=Decimal(importo), figli=figli)
    assert (esito.tassato, esito.esente) == (Decimal(tassato), tassato == "0")


EURO = st.integers(0, 100_000_00).map(lambda n: Decimal(n) / 100)
PERCENTO = st.integers(0, 100_00).map(lambda n: Decimal(n) / 100)


@given(EURO, EURO, PERCENTO, PERCENTO, st.booleans(), st.sampled_from([2025, 2026]))
def test_any_amount_gives_whole_cents_never_negative_and_never_less_for_more(
    importo, reddito, lavoratore, impresa, agevolato, anno
):
    def via(somma):
        return confronta(
            le_regole(anno),
            importo=somma,
            reddito=reddito,
            contributi_lavoratore=lavoratore,
            contributi_impresa=impresa,
            agevolato=agevolato,
        )

    denaro, welfare = via(importo)
    assert denaro.netto == denaro.netto.quantize(Decimal("0.01"))
    assert 0 <= denaro.netto <= welfare.netto
    assert denaro.costo >= welfare.costo
    assert importo + sum(p.importo for p in denaro.passi[:-1]) == denaro.netto
    assert denaro.costo - importo == denaro.passi[-1].importo
    assert via(importo + Decimal("0.01"))[0].netto >= denaro.netto


def test_the_rules_of_a_year_are_those_of_its_checked_sheets(db):
    make_regole(2026)
    trovate = regole(2026)
    assert (trovate.aliquota, trovate.tetto, trovate.soglia_figli) == (1, 5000, 2000)
    assert trovate.scaglioni == ((28000, 23), (50000, 33), (None, 43))
    assert anni() == [2026]


@pytest.mark.parametrize("guasto", ["non controllata", "mezzo anno", "senza cifra", "senza ultimo scaglione"])
def test_a_year_without_checked_rules_is_refused_with_what_misses(db, guasto):
    make_regole(2026)
    if guasto == "non controllata":
        SchedaFiscale.objects.filter(tema__code="PREMI").update(verificata_il=None, verificata_da="")
    elif guasto == "mezzo anno":
        SchedaFiscale.objects.filter(tema__code="PREMI").update(al=date(2026, 6, 30))
    elif guasto == "senza cifra":
        Misura.objects.filter(che_cosa="premio_tetto").delete()
    else:
        Misura.objects.filter(che_cosa="scaglione", fino_a=None).delete()
    with pytest.raises(AnnoSenzaRegoleError) as errore:
        regole(2026)
    atteso = {
        "senza cifra": "«premio agevolato al massimo (euro all’anno)»",
        "senza ultimo scaglione": "«IRPEF dello scaglione (%)»",
    }.get(guasto, "una scheda controllata sul tema «premi di risultato»")
    assert errore.value.mancano == [atteso]
    assert anni() == []


DATI = {
    "anno": "2026",
    "importo": "1.000,00",
    "reddito": "25000",
    "contributi_lavoratore": "9,49",
    "contributi_impresa": "30",
    "agevolato": "on",
}


def test_the_page_shows_every_step_and_keeps_nothing(client, db):
    make_regole(2026)
    pagina = client.post(reverse("imprese:bonus"), DATI)
    assertContains(pagina, "896,05")
    assertContains(pagina, "9,49% di 1.000,00")
    assertContains(pagina, "controllata il 26 novembre 2026")
    assert pagina.headers["Cache-Control"] == "no-store"
    assert not pagina.cookies


def test_a_wrong_year_is_told_in_words_and_what_was_typed_stays(client, db):
    make_regole(2026)
    pagina = client.post(reverse("imprese:bonus"), DATI | {"anno": "2030"})
    assertContains(pagina, "Per il 2030 non si può ancora fare il conto")
    assertContains(pagina, 'value="1.000,00"')
    assertNotContains(pagina, "896,05")
    for anno in ("", "0", "99999999999999999999", "duemila", "\x00"):
        assert client.post(reverse("imprese:bonus"), DATI | {"anno": anno}).status_code == 200


def test_goods_and_services_against_the_threshold(client, db):
    make_regole(2026)
    pagina = reverse("imprese:benefits")
    assertContains(
        client.post(pagina, {"anno": 2026, "importo": "1500", "figli": "on"}), "Sì: non si paga niente"
    )
    assertContains(client.post(pagina, {"anno": 2026, "importo": "1500"}), "No: si paga su tutto")
