"""Bring database and static files up to date, and fill a new database: the work of `make run` before serving.

Reference data are imported again when their files change; demo data and demo accounts come once, with a new
database, so that whoever removes them does not find them back. Nothing that users wrote is touched.
"""

import os
import sys
from hashlib import sha256
from io import StringIO
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rete.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.staticfiles.finders import get_finders  # noqa: E402
from django.core.management import CommandError, call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.migrations.recorder import MigrationRecorder  # noqa: E402

from utenti.dimostrativi import UTENTI  # noqa: E402
from utenti.models import Utente  # noqa: E402

DA_RIEMPIRE = settings.VAR_DIR / "da-riempire"  # stays until a new database has been filled to the end
RIFERIMENTI = settings.VAR_DIR / "riferimenti.sha256"  # the files that were imported last


def prepara():
    """Migrate, fill what is to be filled, collect the static files."""
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    if not MigrationRecorder(connection).applied_migrations():
        DA_RIEMPIRE.touch()
        RIFERIMENTI.unlink(missing_ok=True)
    passo("Aggiorno il database", "migrate", interactive=False)
    impronta = impronta_riferimenti()
    if not RIFERIMENTI.exists() or RIFERIMENTI.read_text() != impronta:
        passo("Importo i dati di riferimento", "importa_dati")
        RIFERIMENTI.write_text(impronta)
    if DA_RIEMPIRE.exists():
        passo("Creo gli utenti dimostrativi", "crea_utenti_dimostrativi")
        passo("Carico i dati dimostrativi", "carica_dimostrazione")
        DA_RIEMPIRE.unlink()
    raccogli_statici()


def raccogli_statici():
    """Collect the static files, unless they are those of the last time."""
    segno = settings.STATIC_ROOT / "raccolti.sha256"
    impronta = impronta_statici()
    if not segno.exists() or segno.read_text() != impronta:
        passo("Raccolgo i file statici", "collectstatic", interactive=False)
        segno.write_text(impronta)


def impronta_statici():
    """Return a digest of names, sizes and instants of the files to collect."""
    digest = sha256()
    for finder in get_finders():
        for nome, deposito in finder.list([]):
            stato = os.stat(deposito.path(nome))
            digest.update(f"{nome} {stato.st_size} {stato.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def impronta_riferimenti():
    """Return a digest of the reference data."""
    digest = sha256()
    for file in sorted((settings.BASE_DIR / "riferimenti").iterdir()):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()


def passo(titolo, comando, **opzioni):
    """Say what is going on and run a management command quietly; its errors stop everything."""
    print(f"{titolo}…", flush=True)
    call_command(comando, verbosity=0, stdout=StringIO(), **opzioni)


def benvenuto():
    """Print where the portal will answer and the demo accounts that are still there."""
    print(f"\nIl portale risponde su {settings.SITE_URL}/ (Ctrl+C per fermarlo)\n")
    presenti = set(Utente.objects.filter(dimostrativo=True).values_list("email", flat=True))
    if presenti:
        print(f"Utenti dimostrativi, con la password di partenza ({settings.SITE_URL}/account/login/):")
    for voce in UTENTI:
        if voce.email in presenti:
            print(f"    {voce.email:24}{voce.password:22}{voce.ruolo or 'Amministratore'}")
    print(flush=True)


if __name__ == "__main__":
    try:
        prepara()
    except CommandError as errore:
        sys.exit(f"Non riesco a preparare il portale: {errore}")
    benvenuto()
