"""Load the reference data (see riferimenti/README.md)."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.importazione import ImportazioneError
from rete.importazione import NON_CARICATI, importa, nomi
from ricerca import indice

MOSTRATE = 10  # rows listed for each file; the count is always complete


class Command(BaseCommand):
    """Load every file of the folder in one transaction: all or nothing."""

    help = (
        "Carica i dati di riferimento, tutto o niente. Crea le righe mai caricate prima e non tocca le "
        "altre: ciò che gli operatori hanno cambiato o cancellato resta così, e il comando lo elenca. "
        "Con --aggiorna riscrive dai file. Una riga tolta da un file non si cancella mai: è elencata."
    )

    def add_arguments(self, parser: CommandParser):
        """Declare the options."""
        parser.add_argument(
            "--cartella",
            type=Path,
            default=settings.BASE_DIR / "riferimenti",
            help="cartella dei file CSV (di solito: riferimenti)",
        )
        file = ", ".join(nomi())
        parser.add_argument("--solo", choices=nomi(), metavar="NOME", help=f"carica un file solo: {file}")
        parser.add_argument(
            "--dry-run", action="store_true", help="dice che cosa cambierebbe e non scrive niente"
        )
        parser.add_argument(
            "--aggiorna",
            action="store_true",
            help="riscrive dai file le righe diverse e rimette quelle cancellate dagli operatori",
        )

    def handle(self, *, cartella, solo, dry_run, aggiorna, verbosity, **options):
        """Load and report; a CommandError lists every problem by file, line and column."""
        try:
            esiti = importa(cartella, solo=solo, aggiorna=aggiorna, dry_run=dry_run)
        except ImportazioneError as errore:
            raise CommandError(f"Non ho caricato niente.\n{errore}") from errore
        if not dry_run:
            indice.aggiorna()
        if verbosity:
            for esito in esiti:
                self._riferisci(esito)
            if solo is None:
                self.stdout.write(f"Non caricati nel database: {', '.join(NON_CARICATI)}")
            if dry_run:
                self.stdout.write("Prova: non ho scritto niente.")

    def _riferisci(self, esito):
        conti = ", ".join(f"{numero} {nome}" for nome, numero in esito.conti())
        self.stdout.write(f"{esito.file}: {conti}")
        self._elenca(
            f"riga {numero}, diversa: {nome} ({', '.join(campi)})" for numero, nome, campi in esito.diverse
        )
        self._elenca(f"non nel file: {chiave}" for chiave in esito.non_nel_file)

    def _elenca(self, voci):
        voci = list(voci)
        for voce in voci[:MOSTRATE]:
            self.stdout.write(f"    {voce}")
        if len(voci) > MOSTRATE:
            self.stdout.write(f"    e altre {len(voci) - MOSTRATE}")
