"""Forget what citizens did not find more than a year ago."""

from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone

from ricerca.bisogni import dimentica

TENUTI = timedelta(days=365)


class Command(BaseCommand):
    """Delete the counts of more than twelve months ago; run it once a week."""

    help = "Cancella i conteggi delle ricerche senza risultati e dei servizi che mancano, dopo un anno."

    def handle(self, *args, **options):
        """Delete them and say how many."""
        numero = dimentica(prima_del=timezone.localdate() - TENUTI)
        self.stdout.write(f"Conteggi cancellati: {numero}.")
