"""``manage.py carica_dimostrazione``: load the demo members and services, marked as such."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from rete.dimostrazione.carica import carica_dimostrazione
from ricerca import indice
from territorio.models import Ambito


class Command(BaseCommand):
    """Load the demo content. Safe to run again: when it is there, nothing changes."""

    help = "Carica aderenti e servizi inventati, segnati ovunque come «dati dimostrativi». Si può ripetere."

    def handle(self, *args, **options):
        """Load and say what was created."""
        if not Ambito.objects.exists():
            raise CommandError("Mancano i dati di riferimento: prima esegui «manage.py importa_dati».")
        aderenti, servizi = carica_dimostrazione(oggi=timezone.localdate())
        indice.aggiorna()
        if servizi:
            self.stdout.write(f"Dati dimostrativi: {aderenti} aderenti e {servizi} servizi inventati.")
        else:
            self.stdout.write("I dati dimostrativi ci sono già: non ho cambiato nulla.")
