"""What the importer of projects must not let through."""

import shutil

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from progetti.importazione import conclusione, ruolo_letto
from progetti.models import Progetto
from tests.factories import make_organizzazione

CARTELLA = settings.BASE_DIR / "riferimenti"


@pytest.mark.django_db
def test_an_unknown_partner_is_an_error_not_a_gap(tmp_path):
    """A name that matches nobody must not vanish from the partners."""
    shutil.copy(CARTELLA / "fonti.csv", tmp_path)
    call_command("importa_dati", cartella=tmp_path, solo="fonti", verbosity=0)
    intestazione = (CARTELLA / "progetti.csv").read_text().splitlines()[0]
    celle = {"code": "P-1", "tipo": "fse", "capofila": "Comune di Altrove", "partner": "Nessuno; K-Pax"}
    riga = ",".join(celle.get(colonna, "") for colonna in intestazione.split(","))
    (tmp_path / "progetti.csv").write_text(f"{intestazione}\n{riga}\n")
    make_organizzazione(denominazione="K-Pax", code="ADE-032")

    with pytest.raises(CommandError) as errore:
        call_command("importa_dati", cartella=tmp_path, solo="progetti")

    assert str(errore.value).splitlines()[1:] == [
        "progetti.csv, riga 2, colonna «capofila»: «Comune di Altrove» non è un codice noto (organizzazione)",
        "progetti.csv, riga 2, colonna «partner»: «Nessuno» non è un codice noto (organizzazione)",
    ]
    assert not Progetto.objects.exists()


@pytest.mark.parametrize(
    ("letto", "titolo", "ruolo"),
    [
        ("partner associato di BrenoConcilia", "BrenoConcilia", "associato"),
        ("sponsor di BrenoConcilia", "BrenoConcilia", "sponsor"),
        ("sponsor di BrenoConcilia", "La comunità che concilia", "partner"),
        ("sponsor di ", "", "partner"),
    ],
)
def test_role_is_the_one_the_sources_say_of_that_project(letto, titolo, ruolo):
    class Ente:
        ruolo_documentato = letto

    assert ruolo_letto(Ente, titolo) == ruolo


def test_an_end_without_date_or_cycle_comes_within_the_programme():
    (giorno, precisione), certezza, nota = conclusione({"data_fine": None, "ciclo": None})

    assert (str(giorno), precisione, certezza) == ("2023-12-31", "entro", "K")
    assert nota == "Data non nota: entro la fine del programma 2014-2020."
