"""Create the demo accounts, one for each role, and print how to sign in."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from utenti import dimostrativi


class Command(BaseCommand):
    """``manage.py crea_utenti_dimostrativi``: idempotent; their passwords are public."""

    help = "Crea gli utenti dimostrativi, uno per ruolo, e ne stampa le password (sono pubbliche)."

    def add_arguments(self, parser):
        """Declare the options."""
        parser.add_argument("--force", action="store_true", help="anche su un sito vero (HTTPS acceso)")
        parser.add_argument("--ripristina", action="store_true", help="rimette password e ruoli di partenza")

    def handle(self, *args, force, ripristina, **options):
        """Create what is missing; CommandError on a real deployment or over a real account."""
        if settings.HTTPS and not force:
            raise CommandError(
                "Questo è un sito vero (HTTPS acceso): le password dimostrative sono pubbliche, non le creo. "
                "Se lo vuoi davvero, aggiungi --force."
            )
        try:
            esiti = dimostrativi.crea(ripristina=ripristina)
        except ValueError as errore:
            raise CommandError(str(errore)) from errore
        self.stdout.write("Utenti dimostrativi (password di partenza):")
        for voce, creato in esiti:
            nota = "creato" if creato else "ripristinato" if ripristina else "c'era già"
            self.stdout.write(f"  {voce.email:24}{voce.password:20}{voce.ruolo or 'Amministratore':26}{nota}")
