"""``manage.py rimuovi_dimostrazione``: delete the demo content and nothing else."""

from django.core.management.base import BaseCommand, CommandError

from rete.dimostrazione.carica import DimostrazioneInUsoError, rimuovi_dimostrazione


class Command(BaseCommand):
    """Remove every demo row; real rows are never touched."""

    help = "Toglie aderenti, servizi e utenti dimostrativi. I dati reali non si toccano."

    def add_arguments(self, parser):
        """Ask for confirmation unless told otherwise: what is deleted cannot be recovered."""
        parser.add_argument("--si", action="store_true", help="non chiedere conferma")

    def handle(self, *args, **options):
        """Confirm, remove, and say how much."""
        if (
            not options["si"]
            and input("Tolgo tutti i dati dimostrativi? Scrivi «si»: ").strip().lower() != "si"
        ):
            raise CommandError("Non ho tolto nulla.")
        try:
            numero = rimuovi_dimostrazione()
        except DimostrazioneInUsoError as errore:
            raise CommandError(f"Non ho tolto nulla: dati reali dipendono da questi: {errore}") from errore
        self.stdout.write(f"Tolti i dati dimostrativi ({numero} righe di servizi).")
