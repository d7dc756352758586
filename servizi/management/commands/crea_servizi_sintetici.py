"""Fill the database with synthetic services, for measuring speed (`make bench`)."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from servizi import sintetici


class Command(BaseCommand):
    """``manage.py crea_servizi_sintetici 10000``: brings the synthetic services to that number."""

    help = "Porta a N i servizi sintetici, inventati e segnati come dimostrativi, per misurare la velocità."

    def add_arguments(self, parser):
        """Declare the arguments."""
        parser.add_argument("numero", type=int, help="quanti servizi sintetici in tutto")

    def handle(self, *args, numero, **options):
        """Create what is missing; CommandError on a real deployment or without reference data."""
        if settings.HTTPS:
            raise CommandError("Questo è un sito vero (HTTPS acceso): i servizi sintetici sono per le prove.")
        try:
            creati = sintetici.crea(numero, oggi=timezone.localdate())
        except sintetici.DatiDiBaseMancantiError as errore:
            raise CommandError(str(errore)) from errore
        if options["verbosity"]:
            self.stdout.write(f"Servizi sintetici creati: {creati}")
