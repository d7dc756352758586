"""Runs of the import that must leave an empty database empty."""

import shutil
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from core.models import Fonte
from territorio.models import Comune

CARTELLA = settings.BASE_DIR / "riferimenti"

pytestmark = pytest.mark.django_db


def test_dry_run_writes_nothing_and_says_what_would_be_new():
    uscita = StringIO()
    call_command("importa_dati", dry_run=True, solo="fonti", stdout=uscita)

    assert uscita.getvalue().splitlines() == ["fonti.csv: 135 nuove", "Prova: non ho scritto niente."]
    assert not Fonte.objects.exists()


def test_an_error_in_a_late_file_leaves_the_database_as_it_was(tmp_path):
    shutil.copytree(CARTELLA, tmp_path, dirs_exist_ok=True)
    file = tmp_path / "periodi.csv"
    file.write_text(file.read_text().replace("stagione", "stagioni", 1))

    with pytest.raises(CommandError) as errore:
        call_command("importa_dati", cartella=tmp_path)

    assert str(errore.value) == (
        "Non ho caricato niente.\n"
        "periodi.csv, riga 2, colonna «tipo»: «stagioni» non è tra: stagione, orario, chiusura, eccezione"
    )
    assert not Fonte.objects.exists()
    assert not Comune.objects.exists()
