"""The lists of operations: columns of the law, nothing guessed, every gap told, no person."""

import csv
from datetime import date

import pytest
from django.conf import settings

from aderenti.models import FormaGiuridica
from progetti.elenchi import kohesio
from progetti.elenchi.bozze import prepara
from progetti.elenchi.campi import colonne
from progetti.models import EventoProgetto, IndicatoreProgetto, PartnerProgetto, ValoreIndicatore
from tests.factories import make_comune, make_organizzazione, make_progetto, make_quadro
from tests.progetti import kohesio_di_prova
from tests.progetti.elenchi_di_prova import ROSSI, cella, detti, make_fondo, make_operazione
from tests.rete.oggetti import make

OGGI = date(2026, 11, 26)
VUOTE = "1060-b", "1060-c", "1060-m"


def _righe(file):
    with open(settings.BASE_DIR / "riferimenti" / file, encoding="utf-8", newline="") as aperto:
        return list(csv.DictReader(aperto))


@pytest.mark.parametrize("tipo", ["1303", "1060"])
def test_the_columns_are_those_of_the_file_in_its_order(tipo):
    attese = [r for r in _righe("campi_elenco_operazioni.csv") if r["code"].startswith(tipo)]
    assert [(c.code, c.it, c.en, c.obbligatoria) for c in colonne(tipo)] == [
        (r["code"], r["intestazione_it"], r["intestazione_en"], r["obbligatorio"] == "si") for r in attese
    ]
    assert len(attese) == {"1303": 11, "1060": 15}[tipo]


def test_the_kohesio_columns_are_those_of_the_file_and_the_three_of_its_notes():
    righe = _righe("campi_elenco_operazioni.csv")
    nel_file = {nome for r in righe for nome in r["colonna_kohesio"].split(";") if nome}
    solo_nelle_note = {
        "CountryID",
        "Total_Eligible_Expenditure_Currency",
        "Total_Eligible_Expenditure_Exchange_Rate",
    }
    assert set(kohesio.CAMPI) == nel_file | solo_nelle_note
    assert len(kohesio.CAMPI) == len(set(kohesio.CAMPI)) == 33


def test_a_whole_operation_of_2014_2020(db):
    progetto = make_operazione()
    bozza = prepara("1303", oggi=OGGI)
    assert bozza.righe == [
        [
            "Comune di Breno",
            "Tempo di crescere",
            "Nido aperto più a lungo; doposcuola, “grest”.",
            "2018-03-01",
            "2019-05-31",
            "9000.50",
            "50.00",
            "25043",
            "Italia",
            "110",
            "2026-11-26",
        ]
    ]
    assert (bozza.avvertenze, bozza.completa) == ([], True)
    riga = dict(zip(kohesio.CAMPI, bozza.kohesio[0], strict=True))
    assert riga["Operation_Unique_Identifier"] == progetto.codice_locale
    assert (riga["Fund_Code"], riga["Total_Eligible_Expenditure_amount"]) == ("ESF", "9000.50")


def test_an_operation_of_2021_2027_tells_cost_and_results_and_may_pass_123(db):
    fondo = make_fondo("fse_plus", label="FSE+", cci="2021IT05SFPR008")
    progetto = make_operazione(fondo=fondo, categoria_intervento="143")
    make_operazione()
    legame = IndicatoreProgetto.objects.create(
        progetto=progetto, indicatore=make("piani.indicatore", label="Posti")
    )
    for valore, giorno in ((12, None), (30, date(2019, 6, 1)), (24, date(2019, 5, 1))):
        ValoreIndicatore.objects.create(
            indicatore_progetto=legame,
            dal=date(2018, 1, 1),
            al=giorno or date(2018, 6, 1),
            riferito_al=giorno or date(2020, 1, 1),
            valore=valore,
            validato_il=giorno,
        )
    bozza = prepara("1060", oggi=OGGI)
    assert [cella(bozza, c) for c in ("1060-h", "1060-k", "1060-l", "1060-n", "1060-j", "1060-cod")] == [
        "10000.00",
        "50.00",
        "25043, Italia",
        "143",
        "9.3 Servizi di cura",
        progetto.codice_locale,
    ]
    assert cella(bozza, "1060-e").endswith("Risultati: Posti: 30 (al 01/06/2019).")
    assert (len(bozza.righe), bozza.avvertenze) == (1, [])
    assert [cella(bozza, code) for code in VUOTE] == ["", "", ""]
    riga = dict(zip(kohesio.CAMPI, bozza.kohesio[0], strict=True))
    assert (riga["Fund_Code"], riga["Total_Eligible_Expenditure_amount"]) == ("ESF+", "9000.50")


def test_without_projects_of_the_fund_the_list_is_empty(db):
    make_operazione()
    bozza = prepara("1060", oggi=OGGI)
    assert (bozza.righe, bozza.kohesio, bozza.avvertenze) == ([], [], [])


@pytest.mark.parametrize("tipo", ["1303", "1060"])
def test_the_report_names_every_column_that_a_bare_project_lacks(db, tipo):
    fondo = make_fondo(
        {"1303": "fse", "1060": "fse_plus"}[tipo], quota_ue_pct=None, obiettivo_code="", obiettivo_nome=""
    )
    progetto = make_progetto(titolo="", fondo=fondo)
    bozza = prepara(tipo, oggi=OGGI)
    piene = {"1303": {"1303-09", "1303-11"}, "1060": {"1060-i"}}[tipo]
    attese = {colonna.code for colonna in colonne(tipo) if colonna.obbligatoria} - piene
    assert detti(bozza, "manca") == attese
    assert {
        c for c, testo in zip((x.code for x in colonne(tipo)), bozza.righe[0], strict=True) if testo
    } == piene
    assert (bozza.completa, bozza.kohesio) == (False, [])
    assert "Kohesio" in detti(bozza, "da_controllare")
    sul_fondo = {a.colonna for a in bozza.avvertenze if a.modello == "progetti_fondo"}
    assert sul_fondo == {"1303": {"1303-07"}, "1060": {"1060-j", "1060-k"}}[tipo]
    assert {a.pk for a in bozza.avvertenze if a.modello == "progetti_progetto"} == {progetto.pk}


def test_a_date_known_to_the_year_is_left_empty_and_told(db):
    progetto = make_progetto(stato=None, fondo=make_fondo())
    EventoProgetto.objects.create(
        progetto=progetto, tipo="avviata", data=date(2017, 1, 1), data_precisione="anno"
    )
    EventoProgetto.objects.create(
        progetto=progetto, tipo="conclusa_attivita", data=date(2019, 5, 1), data_precisione="mese"
    )
    bozza = prepara("1303", oggi=OGGI)
    testi = {a.colonna: a.testo for a in bozza.avvertenze if a.livello == "manca"}
    assert (cella(bozza, "1303-04"), cella(bozza, "1303-05")) == ("", "")
    assert (testi["1303-04"], testi["1303-05"]) == ("si sa solo: 2017", "si sa solo: maggio 2019")


def test_the_planned_end_stands_until_there_is_an_actual_one(db):
    progetto = make_progetto(stato=None, fondo=make_fondo())
    EventoProgetto.objects.create(
        progetto=progetto, tipo="avviata", data=date(2018, 3, 1), nuova_fine=date(2018, 12, 31)
    )
    EventoProgetto.objects.create(
        progetto=progetto, tipo="proroga", data=date(2018, 9, 1), nuova_fine=date(2019, 6, 30)
    )
    assert cella(prepara("1303", oggi=OGGI), "1303-05") == "2019-06-30"
    EventoProgetto.objects.create(progetto=progetto, tipo="conclusa_attivita", data=date(2019, 5, 31))
    assert cella(prepara("1303", oggi=OGGI), "1303-05") == "2019-05-31"


@pytest.mark.parametrize(
    ("cambio", "colonna"),
    [
        ({"categoria_intervento": "124"}, "1303-10"),
        ({"categoria_intervento": "0"}, "1303-10"),
        ({"categoria_intervento": "IX.3"}, "1303-10"),
        ({"certezza": "K"}, ""),
    ],
)
def test_what_looks_wrong_is_to_be_looked_at(db, cambio, colonna):
    make_operazione(**cambio)
    bozza = prepara("1303", oggi=OGGI)
    assert colonna in detti(bozza, "da_controllare")
    assert bozza.completa


def test_an_end_before_the_start_and_a_body_without_fiscal_code_are_told(db):
    progetto = make_progetto(stato=None, fondo=make_fondo())
    EventoProgetto.objects.create(
        progetto=progetto, tipo="avviata", data=date(2018, 3, 1), nuova_fine=date(2018, 2, 1)
    )
    PartnerProgetto.objects.create(progetto=progetto, organizzazione=make_organizzazione(), ruolo="capofila")
    assert detti(prepara("1303", oggi=OGGI), "da_controllare") == {"1303-05", "1303-01", "Kohesio"}


@pytest.mark.parametrize("tipo", ["1303", "1060"])
@pytest.mark.parametrize("forma", [False, True])
def test_a_person_is_in_no_list_of_operations(db, tipo, forma):
    campi = dict(ROSSI)
    if forma:  # a firm of one person, known by its legal form alone
        ditta = FormaGiuridica.objects.create(code="1.1.20", label="Imprenditore individuale")
        campi |= {"codice_fiscale": "", "forma_giuridica": ditta}
    make_operazione(
        capofila=make_organizzazione(**campi), fondo=make_fondo({"1303": "fse", "1060": "fse_plus"}[tipo])
    )
    bozza = prepara(tipo, oggi=OGGI)
    assert (bozza.righe, bozza.kohesio) == ([], [])
    assert [a.livello for a in bozza.avvertenze] == ["escluso"]
    assert not [nome for nome in ("Rossi", "RSSMRA") if nome in str(bozza.avvertenze)]


def test_proposals_invented_projects_and_grants_given_up_are_not_there(db):
    fondo = make_fondo()
    make_progetto(stato="in_valutazione", fondo=fondo)
    make_progetto(dimostrativo=True, fondo=fondo)
    revocato = make_progetto(stato="revoca", fondo=fondo)
    bozza = prepara("1303", oggi=OGGI)
    assert bozza.righe == []
    assert [(a.livello, a.pk) for a in bozza.avvertenze] == [("escluso", revocato.pk)]


def test_in_several_comuni_every_postcode_and_the_seat_of_the_beneficiary(db):
    sede = make_comune(nome="Sondrio")
    capofila = make_organizzazione(cap="23100", comune=sede)
    progetto = make_operazione(capofila=capofila, fondo=make_fondo("fse_plus"))
    progetto.comuni.add(make_comune(cap="23030", nuts3="ITC44"))
    bozza = prepara("1060", oggi=OGGI)
    assert cella(bozza, "1060-l") == "23030; 25043, Italia"
    assert cella(bozza, "1060-m") == "23100 Sondrio"
    riga = dict(zip(kohesio.CAMPI, bozza.kohesio[0], strict=True))
    assert riga["Location_Indicator_NUTS_code"] == "ITC44; ITC47"


def test_the_kohesio_file_holds_only_rows_that_another_reader_accepts(db):
    make_operazione()
    make_operazione(titolo="Con “virgolette”, virgole\ne a capo")
    make_operazione(categoria_intervento="124")
    make_quadro(make_progetto(fondo=make_fondo()))
    bozza = prepara("1303", oggi=OGGI)
    righe = kohesio_di_prova.righe(kohesio.in_csv(bozza.kohesio))
    assert [riga["Operation_Name_Programme_Language"] for riga in righe] == [
        "Tempo di crescere",
        "Con “virgolette”, virgole e a capo",
    ]
    assert [kohesio_di_prova.rifiuti(riga) for riga in righe] == [set(), set()]
    assert [list(riga.values()) for riga in righe] == bozza.kohesio
    assert len(bozza.righe) == 4


def test_the_other_reader_refuses_what_kohesio_refuses(db):
    """The checker itself: a hole in it would let a wrong file through."""
    make_operazione()
    giusta = kohesio_di_prova.righe(kohesio.in_csv(prepara("1303", oggi=OGGI).kohesio))[0]
    sbagliate = {
        "Operation_End_Date": "2019-05-31",
        "Category_Of_Intervention": "124",
        "CoFinancing_Rate": "100.5",
        "Fund_Code": "ESF+",
        "Beneficiary_Unique_Identifier": ROSSI["codice_fiscale"],
    }
    for campo, valore in sbagliate.items():
        assert campo in kohesio_di_prova.rifiuti(giusta | {campo: valore})


def test_the_queries_do_not_grow_with_the_projects(db, django_assert_num_queries):
    make_operazione()
    with django_assert_num_queries(13):
        prepara("1303", oggi=OGGI)
    make_operazione()
    make_operazione()
    with django_assert_num_queries(13):
        prepara("1303", oggi=OGGI)
