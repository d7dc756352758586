"""Bring database and static files up to date, and fill a new database: the work of `make run` before serving.

Reference data are imported again when their files change; demo data and demo accounts come once, with a new
database, so that whoever removes them does not find them back. Nothing that users wrote is touched.
"""

import os
import sys
from io import StringIO
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rete.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.migrations.recorder import MigrationRecorder  # noqa: E402

from utenti.dimostrativi import UTENTI  # noqa: E402

DA_RIEMPIRE = settings.VAR_DIR / "da-riempire"  # stays until a new database has been filled to the end


def prepara():
    """Migrate, fill what is to be filled, collect the static files."""
    settings.VAR_DIR.mkdir(exist_ok=True)
    if not MigrationRecorder(connection).applied_migrations():
        DA_RIEMPIRE.touch()
    passo("Aggiorno il database", "migrate", interactive=False)
    if DA_RIEMPIRE.exists():
        riempi()
        DA_RIEMPIRE.unlink()
    passo("Raccolgo i file statici", "collectstatic", interactive=False)


def riempi():
    """Fill a new database."""
    passo("Creo gli utenti dimostrativi", "crea_utenti_dimostrativi")


def passo(titolo, comando, **opzioni):
    """Say what is going on and run a management command quietly; its errors stop everything."""
    print(f"{titolo}…", flush=True)
    call_command(comando, verbosity=0, stdout=StringIO(), **opzioni)


def benvenuto():
    """Print where the portal answers and the demo accounts that are still there."""
    from utenti.models import Utente

    print(f"\nIl portale risponde su {settings.SITE_URL}/ (Ctrl+C per fermarlo)\n")
    presenti = set(Utente.objects.filter(dimostrativo=True).values_list("email", flat=True))
    if presenti:
        print(f"Utenti dimostrativi, con la password di partenza ({settings.SITE_URL}/account/login/):")
    for voce in UTENTI:
        if voce.email in presenti:
            print(f"    {voce.email:24}{voce.password:22}{voce.ruolo or 'Amministratore'}")
    print(flush=True)


if __name__ == "__main__":
    prepara()
    benvenuto()
