"""``manage.py aggiorna_indice``: bring the index of the search up to date, or make it anew."""

from django.core.management.base import BaseCommand

from ricerca import indice


class Command(BaseCommand):
    """Read again the sheets that have changed; with ``--tutto`` every sheet, from nothing."""

    help = "Rilegge nell'indice della ricerca le schede cambiate; con --tutto lo rifà da capo."

    def add_arguments(self, parser):
        """Add the options."""
        parser.add_argument("--tutto", action="store_true", help="rifà l'indice da capo")

    def handle(self, *args, tutto, **options):
        """Say how many sheets were read."""
        if tutto:
            indice.ricostruisci()
        self.stdout.write(f"Schede lette nell'indice: {indice.aggiorna()}.")
