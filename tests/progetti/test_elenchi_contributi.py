"""The yearly list of grants and the extract of a member: thresholds, exact sums, bodies only."""

import csv
from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from aderenti.models import FormaGiuridica, Organizzazione
from piani.models import Atto
from progetti.elenchi.bozze import prepara
from progetti.elenchi.campi import colonne
from progetti.elenchi.contributi import Contributo, oltre_soglia
from progetti.elenchi.ricevuti import Estratto, anni, estratto
from progetti.models import Pagamento
from tests.factories import (
    codice_fiscale,
    make_avviso,
    make_organizzazione,
    make_pagamento,
    make_progetto,
)
from tests.progetti.elenchi_di_prova import ROSSI, cella, detti


def test_the_columns_are_those_of_the_file_in_its_order():
    with open(settings.BASE_DIR / "riferimenti/campi_art27.csv", encoding="utf-8", newline="") as aperto:
        attese = [(r["code"], r["intestazione_it"], r["intestazione_en"]) for r in csv.DictReader(aperto)]
    assert [(c.code, c.it, c.en) for c in colonne("art27")] == attese
    assert len(attese) == 13


@pytest.fixture
def avviso(db):
    atto = Atto.objects.create(
        code="dec-1",
        tipo="decreto",
        numero="1491",
        titolo="Decreto",
        data=date(2019, 2, 7),
        indirizzo="https://example.org/1491",
    )
    return make_avviso(norma="l.r. 23/1999", ufficio="UOC Rete", assegnazione="sportello", esito_atto=atto)


def test_a_whole_row(avviso):
    ente = make_organizzazione(denominazione="Coop. Àncora", codice_fiscale=codice_fiscale(7))
    progetto = make_progetto(avviso=avviso, cup="A12B34567890123", codice_locale="L7")
    make_pagamento("700.10", progetto, ente, date(2024, 1, 1))
    make_pagamento("800.15", progetto, ente, date(2024, 12, 31))
    make_pagamento("5000.00", progetto, ente, date(2025, 1, 1))
    bozza = prepara("art27", 2024)
    assert bozza.righe == [
        [
            "Coop. Àncora",
            codice_fiscale(7),
            "1500.25",
            "l.r. 23/1999; decreto 1491 del 07/02/2019; https://example.org/1491",
            "UOC Rete",
            "nella sezione Amministrazione trasparente di ATS della Montagna",
            "avviso pubblico, a sportello: in ordine di arrivo, finché ci sono fondi",
            settings.SITE_URL + progetto.get_absolute_url(),
            "",
            "2024",
            "A12B34567890123",
            "decreto 1491 del 07/02/2019",
            "L7",
        ]
    ]
    assert bozza.avvertenze == []


@pytest.mark.parametrize(
    ("importi", "righe"),
    [
        (["1000.00"], 0),
        (["1000.01"], 1),
        (["500.00", "500.00"], 0),
        (["500.00", "500.01"], 2),
        (["1000.00", "0.01"], 2),
    ],
)
def test_over_a_thousand_euro_in_the_year_to_one_body_all_projects_together(db, importi, righe):
    ente = make_organizzazione()
    for importo in importi:
        make_pagamento(importo, beneficiario=ente)
        make_pagamento(importo)  # another body: not added to it
        make_pagamento("900.00", beneficiario=ente, data=date(2023, 12, 31))
    bozza = prepara("art27", 2024)
    assert sum(riga[0] == ente.denominazione for riga in bozza.righe) == righe


def test_what_was_taken_back_is_taken_away_and_told(db):
    progetto, ente = make_progetto(), make_organizzazione()
    make_pagamento("1500.00", progetto, ente)
    make_pagamento("600.00", progetto, ente, tipo="recupero")
    bozza = prepara("art27", 2024)
    assert cella(bozza, "27-b") == "900.00"
    assert "27-b" in detti(bozza, "da_controllare")
    make_pagamento("900.00", progetto, ente, tipo="recupero")
    bozza = prepara("art27", 2024)
    assert (bozza.righe, detti(bozza, "escluso")) == ([], {""})


def test_the_report_names_every_column_that_a_bare_payment_lacks(db):
    make_pagamento("2000.00", make_progetto(stato="in_valutazione"))
    bozza = prepara("art27", 2024)
    assert detti(bozza, "manca") == {"27-a-fisc", "27-c", "27-d-uff", "27-e"}
    assert detti(bozza, "da_controllare") == {"27-f-prog"}


@pytest.mark.parametrize(
    "ufficio", ["dott.ssa Bianchi", "Ufficio, Dr. Neri", "UOC Rete (responsabile: Neri)"]
)
def test_an_office_that_names_somebody_is_told(avviso, ufficio):
    avviso.ufficio = ufficio
    avviso.save()
    make_pagamento("2000.00", make_progetto(avviso=avviso))
    assert "27-d-uff" in detti(prepara("art27", 2024), "da_controllare")


@pytest.mark.parametrize("forma", [False, True])
def test_a_person_is_in_no_list_of_grants(db, forma):
    campi = dict(ROSSI)
    if forma:
        ditta = FormaGiuridica.objects.create(code="1.1.30", label="Libero professionista")
        campi |= {"codice_fiscale": "", "partita_iva": codice_fiscale(9), "forma_giuridica": ditta}
    make_pagamento("2000.00", beneficiario=make_organizzazione(**campi))
    bozza = prepara("art27", 2024)
    assert (bozza.righe, detti(bozza, "escluso")) == ([], {""})
    assert not [n for n in ("Rossi", "RSSMRA", codice_fiscale(9)) if n in str(bozza.avvertenze)]


def test_invented_payments_are_not_there(db):
    make_pagamento("2000.00", make_progetto(dimostrativo=True))
    make_pagamento("2000.00", beneficiario=make_organizzazione(dimostrativo=True))
    assert prepara("art27", 2024).righe == []


CENTESIMI = st.integers(1, 200_000)
PAGAMENTI = st.lists(
    st.tuples(st.integers(1, 3), st.integers(1, 3), CENTESIMI, st.sampled_from(["anticipo", "recupero"])),
    max_size=12,
)


def _righe(pagamenti):
    righe = {}
    for ente, progetto, centesimi, tipo in pagamenti:
        riga = righe.setdefault((ente, progetto), Contributo(progetto, Organizzazione(pk=ente)))
        riga.pagamenti.append(Pagamento(importo=Decimal(centesimi).scaleb(-2), tipo=tipo))
    return list(righe.values())


@given(PAGAMENTI)
def test_the_bodies_over_the_threshold_are_those_of_a_brute_force_sum(pagamenti):
    pagato = {}
    for ente, _progetto, centesimi, tipo in pagamenti:
        pagato[ente] = pagato.get(ente, 0) + (centesimi if tipo != "recupero" else 0)
    attesi = {ente for ente, centesimi in pagato.items() if centesimi > 100_000}
    scelte = oltre_soglia(_righe(pagamenti))
    assert {riga.beneficiario.pk for riga in scelte} == attesi
    netto = sum(c * (-1 if tipo == "recupero" else 1) for e, _p, c, tipo in pagamenti if e in attesi)
    assert sum((riga.importo for riga in scelte), Decimal(0)) * 100 == netto


@given(PAGAMENTI)
def test_the_extract_of_a_member_adds_up_to_the_cent(pagamenti):
    righe = [Pagamento(importo=Decimal(c).scaleb(-2), tipo=t) for _e, _p, c, t in pagamenti]
    atteso = sum(c * (-1 if t == "recupero" else 1) for _e, _p, c, t in pagamenti)
    trovato = Estratto(None, 2024, righe)
    assert trovato.totale * 100 == atteso
    assert trovato.dovuto == (atteso >= 1_000_000)


def test_the_extract_of_a_member_has_its_payments_of_the_year_alone(db):
    ente, progetto = make_organizzazione(), make_progetto()
    make_pagamento("9000.00", progetto, ente, date(2024, 1, 1))
    make_pagamento("1000.00", progetto, ente, date(2024, 12, 31))
    make_pagamento("0.01", progetto, ente, date(2024, 6, 1), tipo="recupero")
    make_pagamento("70.00", progetto, ente, date(2022, 6, 1))
    make_pagamento("5000.00", progetto, make_organizzazione(), date(2024, 6, 1))
    assert anni(ente) == [2024, 2022]
    trovato = estratto(ente, 2024)
    assert [riga[2:4] for riga in trovato.celle()] == [
        [date(2024, 1, 1), Decimal("9000.00")],
        [date(2024, 6, 1), Decimal("-0.01")],
        [date(2024, 12, 31), Decimal("1000.00")],
    ]
    assert (trovato.totale, trovato.dovuto) == (Decimal("9999.99"), False)
