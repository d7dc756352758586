"""Queue the daily summaries of the e-mails. To run once a day: see docs/deploy.md."""

from django.core.management.base import BaseCommand

from core import posta


class Command(BaseCommand):
    """``manage.py manda_riepiloghi``: what waits for each person becomes one message; safe to run again."""

    help = "Unisce in un’e-mail al giorno i messaggi di chi ha chiesto il riepilogo."

    def handle(self, *args, **options):
        """Queue the summaries and say how many."""
        quanti = posta.riepiloghi()
        if options["verbosity"]:
            self.stdout.write(f"Riepiloghi in coda: {quanti}")
