"""Queue the news of the saved searches. To run each morning: see docs/deploy.md."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from ricerca import novita, salvate


class Command(BaseCommand):
    """``manage.py manda_novita``: what is new goes to the outbox, what nobody confirmed is deleted."""

    help = "Mette in coda le novità delle ricerche salvate e cancella quelle mai confermate."

    def handle(self, *args, **options):
        """Look at the searches that are due; CommandError, after all the others, if one broke."""
        scadute = salvate.elimina_dimenticate(adesso=timezone.now())
        esito = novita.manda()
        if options["verbosity"]:
            self.stdout.write(
                f"E-mail con novità: {esito.scritte}; ricerche che non valgono più: {esito.finite}; "
                f"mai confermate, cancellate: {scadute}"
            )
        if esito.guaste:
            raise CommandError(f"Ricerche non esaminate per un errore (vedi i log): {esito.guaste}")
