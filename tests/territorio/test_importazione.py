"""Broken files of the territory: every error by line and column, and nothing written."""

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from core.models import Fonte
from territorio.models import Adiacenza, AppartenenzaAmbito, Comune, PopolazioneEta
from tests.factories import make_ambito, make_comune

pytestmark = pytest.mark.django_db

VALIDA = {
    "comuni": {
        "codice_istat": "014009",
        "nome": "Bormio",
        "provincia": "SO",
        "ambito": "bormio",
        "cap": "23032",
        "codice_catastale": "B049",
        "appartenenza_dal": "2016-01-01",
    },
    "popolazione_eta": {"codice_istat": "014061", "eta": "3", "femmine": "2", "maschi": "5", "totale": "7"},
    "adiacenze": {
        "codice_istat_a": "014061",
        "codice_istat_b": "014065",
        "confine_m": "120",
        "stesso_ambito": "si",
    },
}


@pytest.fixture
def luoghi():
    """Two comuni, and the ambito that the rows name."""
    ambito = make_ambito(slug="bormio")
    return [make_comune(ambito, codice_istat=codice) for codice in ("014061", "014065")]


def carica(cartella, nome, *righe):
    """Load rows, valid but for the cells given, under the real header of the file."""
    intestazione = (settings.BASE_DIR / "riferimenti" / f"{nome}.csv").read_text().splitlines()[0]
    linee = [intestazione]
    for celle in righe:
        linee.append(
            ",".join({**VALIDA[nome], **celle}.get(colonna, "") for colonna in intestazione.split(","))
        )
    (cartella / f"{nome}.csv").write_text("\n".join(linee) + "\n")
    call_command("importa_dati", cartella=cartella, solo=nome, verbosity=0)


SBAGLIATE = [
    ("comuni", {"cap": "2303"}, "cap", "«2303»: il CAP ha 5 cifre"),
    ("comuni", {"codice_istat": "14009"}, "codice_istat", "«14009»: il codice ISTAT ha 6 cifre"),
    ("comuni", {"ambito": "valtellina"}, "ambito", "«valtellina» non è un codice noto (ambito)"),
    ("comuni", {"fonte": "nessuna"}, "fonte", "«nessuna» non è un codice noto (fonte)"),
    (
        "comuni",
        {"appartenenza_dal": "31/02/2016"},
        "appartenenza_dal",
        "«31/02/2016» non è una data AAAA-MM-GG",
    ),
    (
        "comuni",
        {"appartenenza_al": "2018-02-31"},
        "appartenenza_al",
        "«2018-02-31» non esiste nel calendario",
    ),
    ("comuni", {"certezza": "bassa"}, "certezza", "«bassa» non è tra: molto alta, alta, media, non trovata"),
    (
        "comuni",
        {"nome": "x" * 81},
        "nome",
        "Assicurati che questo valore non contenga più di 80 caratteri (ne ha 81).",
    ),
    ("popolazione_eta", {"eta": "-1"}, "eta", "-1 è meno di 0"),
    ("popolazione_eta", {"eta": "101"}, "eta", "101 è più di 100"),
    ("popolazione_eta", {"femmine": "-2"}, "femmine", "-2 è meno di 0"),
    ("popolazione_eta", {"totale": "8"}, "totale", "8 non è la somma di femmine e maschi, 7"),
    ("popolazione_eta", {"codice_istat": "999999"}, "codice_istat", "«999999» non è un codice noto (comune)"),
    ("adiacenze", {"confine_m": "50"}, "confine_m", "50 è meno di 51"),
    (
        "adiacenze",
        {"codice_istat_a": "014065", "codice_istat_b": "014061"},
        "codice_istat_b",
        "deve venire dopo codice_istat_a: ogni coppia si scrive una volta sola",
    ),
]


@pytest.mark.parametrize(("nome", "celle", "colonna", "messaggio"), SBAGLIATE)
def test_wrong_cell_is_told_by_line_and_column(luoghi, tmp_path, nome, celle, colonna, messaggio):
    with pytest.raises(CommandError) as errore:
        carica(tmp_path, nome, celle)

    assert (
        str(errore.value) == f"Non ho caricato niente.\n{nome}.csv, riga 2, colonna «{colonna}»: {messaggio}"
    )
    assert Comune.objects.count() == 2
    assert not PopolazioneEta.objects.exists()
    assert not Adiacenza.objects.exists()


def test_rule_of_the_database_is_told_in_its_own_words(luoghi, tmp_path):
    """The second row passes every column: only the constraint on the days of a membership refuses it."""
    with pytest.raises(CommandError) as errore:
        carica(
            tmp_path,
            "comuni",
            {},
            {"codice_istat": "014071", "nome": "Valdidentro", "appartenenza_al": "2015-12-31"},
        )

    assert str(errore.value) == (
        "Non ho caricato niente.\ncomuni.csv, riga 3: La data di fine viene prima di quella di inizio."
    )
    assert Comune.objects.count() == 2


def test_good_rows_are_loaded_with_their_membership(luoghi, tmp_path):
    Fonte.objects.create(code="udp-so", titolo="Ufficio di Piano")
    carica(tmp_path, "comuni", {"fonte": "udp-so", "certezza": "molto alta", "appartenenza_al": "2018-12-31"})

    appartenenza = AppartenenzaAmbito.objects.get(comune__codice_istat="014009")
    assert (appartenenza.ambito.slug, appartenenza.certezza, str(appartenenza.al)) == (
        "bormio",
        "S",
        "2018-12-31",
    )
    assert [fonte.code for fonte in appartenenza.fonti.all()] == ["udp-so"]


def test_figures_of_a_comune_that_changed_wait_for_aggiorna(luoghi, tmp_path):
    carica(tmp_path, "popolazione_eta", {})
    PopolazioneEta.objects.update(femmine=3)

    carica(tmp_path, "popolazione_eta", {})
    assert PopolazioneEta.objects.get().femmine == 3
    call_command("importa_dati", cartella=tmp_path, solo="popolazione_eta", aggiorna=True, verbosity=0)
    assert PopolazioneEta.objects.get().femmine == 2
