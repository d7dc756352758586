"""Projects and money from a spreadsheet: columns mapped, tried, then all of it or nothing."""

import io
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from core.fogli.importa import CambiatoDopoLAnteprima, abbina, conferma, passi_di, ricevi
from core.fogli.mappe import indovina
from core.models import Caricamento, MappaColonne
from progetti.importa import (
    TabellaImpegni,
    TabellaPagamenti,
    TabellaProgetti,
    TabellaQuadri,
    TabellaRendiconti,
)
from progetti.models import (
    CategoriaCosto,
    EventoProgetto,
    Impegno,
    Pagamento,
    PartnerProgetto,
    Progetto,
    QuadroFinanziario,
    Rendiconto,
)
from tests.factories import codice_fiscale, make_aderente, make_progetto, make_quadro, make_utente

pytestmark = pytest.mark.django_db

TITOLI = ["Cod. progetto", "Tipo", "Data pagamento", "Importo (€)", "Beneficiario"]


def csv(righe, codifica="utf-8", segno=";"):
    testo = "\r\n".join(segno.join(riga) for riga in righe)
    return SimpleUploadedFile("foglio.csv", testo.encode(codifica))


def xlsx(righe):
    libro = Workbook()
    for riga in righe:
        libro.active.append(riga)
    corpo = io.BytesIO()
    libro.save(corpo)
    return SimpleUploadedFile("foglio.xlsx", corpo.getvalue())


def prova(tabella, file, utente):
    """Upload and try a file with the columns that its headings suggest."""
    caricamento, _nome = ricevi(file=file, tabella=tabella, utente=utente)
    mappa = indovina(caricamento.foglio["intestazioni"], tabella.colonne)
    abbina(caricamento=caricamento, tabella=tabella, mappa=mappa, utente=utente)
    return caricamento


def importa(tipo, file, utente=None):
    """Upload, try and confirm a file that has nothing wrong; return how many rows were written."""
    utente = utente or make_utente()
    caricamento = prova(tipo(), file, utente)
    assert caricamento.errori == []
    return conferma(caricamento=caricamento, tabella=tipo(), utente=utente)


def errori(tipo, file):
    return prova(tipo(), file, make_utente()).errori


@pytest.fixture
def ente():
    return make_aderente(denominazione="Comunità montana d’Alpe", codice_fiscale=codice_fiscale(77))


@pytest.fixture
def progetto():
    """Return a project with 100,000 € granted and nothing paid."""
    progetto = make_progetto(code="FSE-1", titolo="Nidi in quota")
    make_quadro(progetto, {"regione": Decimal(100_000)})
    return progetto


def test_a_csv_of_windows_and_a_sheet_with_real_cells_say_the_same_rows(progetto, ente):
    riga = ["FSE-1", "anticipo", "31.12.2018", "87.000,00", ente.denominazione]
    files = {
        "windows-1252": csv([TITOLI, riga], "cp1252"),
        "utf-8": csv([TITOLI, riga], "utf-8-sig"),
        "utf-16": csv([TITOLI, riga], "utf-16", "\t"),
        "celle vere": xlsx(
            [TITOLI, ["FSE-1", "Anticipo", datetime(2018, 12, 31), 87000, ente.denominazione]]
        ),
        "codice fiscale": csv(
            [TITOLI, ["fse-1", "anticipo", "2018-12-31", "€ 87000.00", ente.codice_fiscale]]
        ),
    }
    for nome, file in files.items():
        tabella = TabellaPagamenti()
        caricamento = prova(tabella, file, make_utente())
        assert (nome, caricamento.errori) == (nome, [])
        [passo] = passi_di(caricamento, tabella)
        assert (nome, passo.letti) == (
            nome,
            {
                "progetto": progetto.pk,
                "tipo": "anticipo",
                "data": "2018-12-31",
                "importo": "87000.00",
                "beneficiario": ente.pk,
            },
        )


def test_nothing_is_written_before_the_confirmation_and_the_same_file_again_writes_nothing(progetto, ente):
    file = [TITOLI, ["FSE-1", "anticipo", "31/12/2018", "87.000", ente.denominazione]]
    utente = make_utente()
    caricamento = prova(TabellaPagamenti(), csv(file), utente)
    assert (caricamento.errori, Pagamento.objects.count()) == ([], 0)
    [passo] = passi_di(caricamento, TabellaPagamenti())
    assert passo.avvisi == ["«87.000» è letto come 87.000,00\xa0€."]
    assert conferma(caricamento=caricamento, tabella=TabellaPagamenti(), utente=utente) == 1
    pagamento = Pagamento.objects.get()
    assert (pagamento.importo, pagamento.data, pagamento.registrato_da) == (
        Decimal("87000.00"),
        date(2018, 12, 31),
        utente,
    )
    with pytest.raises(Caricamento.DoesNotExist):
        conferma(caricamento=caricamento, tabella=TabellaPagamenti(), utente=utente)
    assert importa(TabellaPagamenti, csv(file)) == 0
    assert Pagamento.objects.count() == 1


def test_two_equal_rows_are_two_payments_and_it_is_said(progetto, ente):
    riga = ["FSE-1", "anticipo", "31/12/2018", "10,00", ente.denominazione]
    tabella = TabellaPagamenti()
    caricamento = prova(tabella, csv([TITOLI, riga, riga]), make_utente())
    avvisi = [passo.avvisi for passo in passi_di(caricamento, tabella)]
    assert avvisi == [[], ["È uguale alla riga 2: se è la stessa, toglila."]]
    assert importa(TabellaPagamenti, csv([TITOLI, riga, riga])) == 2


@pytest.mark.parametrize(
    ("colonna", "cella", "posto", "messaggio"),
    [
        (0, "FSE-99", "A «Cod. progetto»", "«FSE-99» non è un nome noto (progetto)"),
        (0, "", "A «Cod. progetto»", "la cella è vuota"),
        (
            1,
            "mancia",
            "B «Tipo»",
            "«mancia» non è tra: anticipo, pagamento intermedio, saldo, recupero",
        ),
        (2, "31/02/2018", "C «Data pagamento»", "«31/02/2018» non è una data: scrivi 31/12/2026"),
        (2, "31/12/18", "C «Data pagamento»", "«31/12/18» non è una data: scrivi 31/12/2026"),
        (2, "43465", "C «Data pagamento»", "«43465» non è una data: scrivi 31/12/2026"),
        (2, "31/12/0218", "C «Data pagamento»", "«31/12/0218»: controlla l’anno"),
        (2, "31/12/2099", "C «Data pagamento»", "è nel futuro: si registra quando è avvenuto"),
        (3, "1,250.50", "D «Importo (€)»", "«1,250.50» non è un importo: scrivi 1.250,50"),
        (3, "12,345", "D «Importo (€)»", "«12,345» ha più di due decimali"),
        (3, "1" + "0" * 30, "D «Importo (€)»", f"«1{'0' * 30}» è un importo troppo grande"),
        (3, "-5", "D «Importo (€)»", "L'importo deve essere maggiore di zero."),
        (4, "Ente mai visto", "E «Beneficiario»", "«Ente mai visto» non è un nome noto (organizzazione)"),
    ],
)
def test_a_bad_cell_is_named_by_line_and_column(progetto, ente, colonna, cella, posto, messaggio):
    buona = ["FSE-1", "anticipo", "31/12/2018", "10,00", ente.denominazione]
    cattiva = [*buona[:colonna], cella, *buona[colonna + 1 :]]
    assert errori(TabellaPagamenti, csv([TITOLI, buona, cattiva])) == [[3, posto, messaggio]]
    assert Pagamento.objects.count() == 0


def test_a_name_of_two_bodies_is_never_the_first_of_them(progetto):
    uno, due = [make_aderente(denominazione="Il Larice").pk for _volta in range(2)]
    riga = ["FSE-1", "anticipo", "31/12/2018", "10,00", "il larice"]
    [[numero, posto, testo]] = errori(TabellaPagamenti, csv([TITOLI, riga]))
    assert (numero, posto) == (2, "E «Beneficiario»")
    assert testo.startswith(
        "«il larice» è il nome di più voci (organizzazione): scrivi il codice, o una tra "
    )
    assert [f"Il Larice [{pk}]" in testo for pk in (uno, due)] == [True, True]
    riga[4] = f"Il Larice [{due}]"
    assert importa(TabellaPagamenti, csv([TITOLI, riga])) == 1
    assert Pagamento.objects.get().beneficiario_id == due


def test_a_number_cell_with_three_decimals_is_no_thousand(progetto, ente):
    righe = [TITOLI, ["FSE-1", "anticipo", "31/12/2018", 1.125, ente.denominazione]]
    assert errori(TabellaPagamenti, xlsx(righe)) == [[2, "D «Importo (€)»", "«1,125» ha più di due decimali"]]
    righe[1][3] = 0.1 + 0.2  # 0.30000000000000004: what Excel shows is 0.3
    assert importa(TabellaPagamenti, xlsx(righe)) == 1
    assert Pagamento.objects.get().importo == Decimal("0.30")


def test_what_the_database_forbids_is_said_on_its_line_and_all_the_rest_waits(progetto, ente):
    """The file comes from the newest; payments are judged from the oldest, together."""
    righe = [
        TITOLI,
        ["FSE-1", "anticipo", "01/03/2018", "40.000,01", ente.denominazione],
        ["FSE-1", "anticipo", "01/02/2018", "60.000,00", ente.denominazione],
    ]
    assert errori(TabellaPagamenti, csv(righe)) == [
        [
            2,
            "D «Importo (€)»",
            "I pagamenti supererebbero il contributo concesso (o il quadro non è approvato).",
        ]
    ]
    righe[1][3] = "40.000,00"
    righe.append(["FSE-1", "pagamento intermedio", "01/04/2018", "10,00", ente.denominazione])
    assert {errore[0] for errore in errori(TabellaPagamenti, csv(righe))} == {4}
    assert Pagamento.objects.count() == 0
    assert importa(TabellaPagamenti, csv(righe[:3])) == 2


def test_what_changed_after_the_preview_stops_everything(progetto, ente):
    riga = ["FSE-1", "anticipo", "31/12/2018", "10,00", ente.denominazione]
    altra = ["FSE-1", "anticipo", "30/12/2018", "20,00", ente.denominazione]
    utente = make_utente()
    caricamento = prova(TabellaPagamenti(), csv([TITOLI, riga, altra]), utente)
    assert importa(TabellaPagamenti, csv([TITOLI, riga])) == 1
    with pytest.raises(CambiatoDopoLAnteprima):
        conferma(caricamento=caricamento, tabella=TabellaPagamenti(), utente=utente)
    assert Pagamento.objects.count() == 1


def test_a_saved_mapping_is_used_by_itself_when_the_headings_are_the_same(progetto, ente):
    titoli = ["Pratica", "Che tipo", "Quando", "Quanto", "A chi", "Protocollo"]
    righe = [titoli, ["FSE-1", "anticipo", "31/12/2018", "10,00", ente.denominazione, "7"]]
    utente, tabella = make_utente(), TabellaPagamenti()
    caricamento, _nome = ricevi(file=csv(righe), tabella=tabella, utente=utente)
    assert "mappa" not in caricamento.foglio
    with pytest.raises(Caricamento.DoesNotExist):
        conferma(caricamento=caricamento, tabella=tabella, utente=utente)
    campi = ["progetto", "tipo", "data", "importo", "beneficiario", ""]
    mappa = dict(zip(titoli, campi, strict=True))
    abbina(caricamento=caricamento, tabella=tabella, mappa=mappa, utente=utente, nome="Ufficio")
    assert MappaColonne.objects.get(tabella="pagamenti", nome="Ufficio").colonne == mappa
    mossi = [[riga[n] for n in (5, 4, 3, 2, 1, 0)] for riga in righe]
    mossi[0] = [titolo.upper() for titolo in mossi[0]]
    altro, nome = ricevi(file=csv(mossi), tabella=tabella, utente=make_utente())
    assert (nome, altro.errori) == ("Ufficio", [])
    assert altro.foglio["mappa"]["QUANTO"] == "importo"
    assert "impronta" in altro.base
    diversi, nome = ricevi(file=csv([[*titoli, "Nota"], [*righe[1], ""]]), tabella=tabella, utente=utente)
    assert (nome, "mappa" in diversi.foglio) == ("", False)


def test_the_guess_reads_headings_of_people():
    titoli = ["N.", "PROGETTO", "Importo liquidato (€)", "Data di liquidazione", "Ragione sociale", "Altro"]
    assert indovina(titoli, TabellaPagamenti().colonne) == {
        "N.": "",
        "PROGETTO": "progetto",
        "Importo liquidato (€)": "importo",
        "Data di liquidazione": "data",
        "Ragione sociale": "beneficiario",
        "Altro": "",
    }


@pytest.mark.parametrize(
    "tipo", [TabellaProgetti, TabellaQuadri, TabellaImpegni, TabellaRendiconti, TabellaPagamenti]
)
def test_the_empty_table_maps_itself(tipo):
    tabella = tipo()
    assert list(indovina(tabella.intestazioni, tabella.colonne).values()) == list(tabella.per_nome)


def test_a_project_is_born_with_its_capofila_and_its_first_event_then_changes(ente):
    titoli = ["Codice", "Titolo", "Tipo", "CUP", "Ente capofila", "Stato", "Data"]
    nuovo = ["FSE-7", "Più tempo", "fse", "E41E18000100007", ente.codice_fiscale, "avviato", "01/09/2018"]
    assert importa(TabellaProgetti, csv([titoli, nuovo])) == 1
    progetto = Progetto.objects.con_stato().get(code="FSE-7")
    assert (progetto.titolo, progetto.cup, progetto.stato) == ("Più tempo", "E41E18000100007", "avviata")
    assert PartnerProgetto.objects.get(progetto=progetto, ruolo="capofila").organizzazione == ente
    altro = make_aderente(denominazione="Altro ente")
    cambia = ["fse-7", "Più tempo per tutti", "", "", altro.denominazione, "chiuso", "01/09/2019"]
    tabella = TabellaProgetti()
    caricamento = prova(tabella, csv([titoli, cambia]), make_utente())
    [passo] = passi_di(caricamento, tabella)
    assert (passo.base, passo.cambi) == ({"titolo": "Più tempo"}, {"titolo": "Più tempo per tutti"})
    assert passo.avvisi == [
        f"Il capofila resta {ente}: si cambia dalla pagina del progetto, con la data.",
        "Lo stato resta «avviato»: si cambia con un evento nella pagina del progetto.",
    ]
    assert importa(TabellaProgetti, csv([titoli, cambia])) == 1
    progetto.refresh_from_db()
    assert (progetto.titolo, progetto.cup) == ("Più tempo per tutti", "E41E18000100007")
    assert (EventoProgetto.objects.count(), PartnerProgetto.objects.count()) == (1, 1)


def test_the_errors_of_a_project_are_on_their_columns(ente):
    titoli = ["Codice", "Titolo", "Tipo", "CUP", "Stato", "Data"]
    righe = [
        titoli,
        ["A-1", "Uno", "fse", "E41", "avviato", "01/09/2018"],
        ["A-2", "Due", "fse", "", "avviato", "01/09/2018"],
        ["A-3", "Tre", "fse", "E41E18000100007", "avviato", "01/09/2099"],
        ["a 4", "Quattro", "fse", "E41E18000100007", "avviato", "01/09/2018"],
    ]
    assert [errore[:2] for errore in errori(TabellaProgetti, csv(righe))] == [
        [2, "D «CUP»"],
        [3, "D «CUP»"],
        [4, "F «Data»"],
        [5, "A «Codice»"],
    ]
    assert errori(TabellaProgetti, csv([titoli, ["A-1", "Uno", "", "", "avviato", ""]])) == [
        [2, "C «Tipo»", "un progetto nuovo ha anche il tipo"],
        [2, "F «Data»", "scrivi da quando è in questo stato"],
    ]
    assert Progetto.objects.count() == 0


def test_a_budget_is_the_next_draft_and_the_approved_one_stays(progetto):
    CategoriaCosto.objects.create(code="PERS", label="Personale")
    titoli = ["Codice progetto", "Chi paga", "Categoria di costo", "Importo", "In natura"]
    righe = [
        titoli,
        ["FSE-1", "Regione Lombardia", "", "80.000,00", ""],
        ["FSE-1", "partner", "", "20.000,00", "sì"],
        ["FSE-1", "", "personale", "100.000,00", ""],
    ]
    assert importa(TabellaQuadri, csv(righe)) == 3
    bozza = progetto.quadri.get(numero=2)
    assert (bozza.costo_totale, bozza.approvato_il) == (Decimal(100_000), None)
    fonti = bozza.fonti_di_denaro.values_list("pagatore", "importo", "in_natura")
    assert sorted(fonti) == [
        ("partner", Decimal(20_000), True),
        ("regione", Decimal(80_000), False),
    ]
    assert [voce.importo for voce in bozza.voci_di_spesa.all()] == [Decimal(100_000)]
    assert progetto.quadri.get(numero=1).fonti_di_denaro.get().importo == Decimal(100_000)
    assert importa(TabellaQuadri, csv(righe)) == 0
    assert QuadroFinanziario.objects.count() == 2
    righe[3][3] = "90.000,00"
    tabella = TabellaQuadri()
    caricamento = prova(tabella, csv(righe), make_utente())
    assert passi_di(caricamento, tabella)[0].avvisi == [
        "Nasce il quadro 3 di FSE-1, in bozza: costo totale 100.000,00\xa0€.",
        "C’è già in bozza il quadro 2: resta com’è.",
        "I costi fanno 90.000,00\xa0€, non il costo totale: così il quadro non si potrà approvare.",
    ]


def test_the_errors_of_a_budget_are_on_their_lines(progetto):
    CategoriaCosto.objects.create(code="PERS", label="Personale")
    titoli = ["Codice progetto", "Chi paga", "Categoria di costo", "Importo", "In natura", "Costo totale"]
    assert errori(
        TabellaQuadri,
        csv(
            [
                titoli,
                ["FSE-1", "regione", "personale", "1,00", "", "2,00"],
                ["FSE-1", "", "", "1,00", "", ""],
                ["FSE-1", "", "personale", "1,00", "sì", "3,00"],
            ]
        ),
    ) == [
        [
            2,
            "C «Categoria di costo»",
            "una riga è una fonte o un costo: scrivi chi paga oppure la categoria, non tutti e due",
        ],
        [3, "B «Chi paga»", "scrivi chi paga, oppure la categoria di costo"],
        [4, "E «In natura»", "non serve in una riga di questo genere: lascia vuota la cella"],
        [4, "F «Costo totale»", "non è quello della riga 2 per lo stesso progetto"],
    ]
    righe = [
        ["FSE-1", "", "personale", "1,00", "", ""],
        ["FSE-1", "regione", "", "1,00", "sì", ""],
        ["FSE-1", "", "personale", "1,00", "", ""],
    ]
    assert errori(TabellaQuadri, csv([titoli, *righe])) == [
        [3, "E «In natura»", "Solo partner, sponsor e altri enti pubblici possono contribuire in natura."],
        [4, "C «Categoria di costo»", "Questa categoria c'è già nel quadro."],
    ]
    assert QuadroFinanziario.objects.count() == 1


def test_an_account_comes_first_and_what_is_admitted_later(progetto):
    titoli = ["Codice progetto", "Presentato il", "Dal", "Al", "Rendicontato", "Ammesso", "Ammesso il"]
    riga = ["FSE-1", "01/02/2019", "01/01/2018", "31/12/2018", "1.000,00", "", ""]
    assert importa(TabellaRendiconti, csv([titoli, riga])) == 1
    riga[5:] = ["900,50", "01/03/2019"]
    assert importa(TabellaRendiconti, csv([titoli, riga])) == 1
    rendiconto = Rendiconto.objects.get()
    assert (rendiconto.rendicontato, rendiconto.ammesso) == (Decimal(1000), Decimal("900.50"))
    riga[5] = "1.000,01"
    assert errori(TabellaRendiconti, csv([titoli, riga, riga])) == [
        [3, "D «Al»", "dice la stessa cosa della riga 2: lasciane una"]
    ]
    assert errori(TabellaRendiconti, csv([titoli, riga])) == [
        [2, "F «Ammesso»", "L'importo ammesso va da zero a quanto rendicontato."]
    ]


def test_a_commitment_is_written_with_its_act(progetto):
    titoli = ["Codice progetto", "Data", "Per che cosa", "Importo", "Estremi dell'atto"]
    assert importa(TabellaImpegni, csv([titoli, ["FSE-1", "05/02/2018", "Educatrice", "12", "det. 7"]])) == 1
    impegno = Impegno.objects.get()
    assert (impegno.importo, impegno.atto_estremi) == (Decimal("12.00"), "det. 7")


def test_a_formula_is_refused_before_anything_is_kept(progetto):
    from core.fogli import FoglioError

    righe = [TITOLI, ["FSE-1", "anticipo", "31/12/2018", "=1+1", "x"]]
    with pytest.raises(FoglioError) as errore:
        ricevi(file=xlsx(righe), tabella=TabellaPagamenti(), utente=make_utente())
    assert errore.value.errori == ["Riga 2, colonna «Importo (€)»: c’è una formula, scrivi il valore."]
    assert Caricamento.objects.count() == 0
