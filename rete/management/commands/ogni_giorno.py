"""``manage.py ogni_giorno``: everything the portal does by itself in a day. See docs/deploy.md."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from rete.ogni_giorno import TurnoOccupatoError, giro


class Command(BaseCommand):
    """Do the steps of the day, each whatever becomes of the others; safe to run again."""

    help = "Fa tutto quello che il portale fa da solo una volta al giorno. Si può ripetere."

    def handle(self, *args, **options):
        """Say what each step did; CommandError when one failed, or while another round is running."""
        racconta = self.stdout.write if options["verbosity"] else lambda riga: None
        try:
            falliti = giro(timezone.localdate(), racconta)
        except TurnoOccupatoError as errore:
            dalle = timezone.localtime(errore.args[0])
            raise CommandError(
                f"Un altro giro è in corso dalle {dalle:%H:%M} del {dalle:%d/%m/%Y}."
            ) from errore
        if falliti:
            raise CommandError(f"Non riusciti: {', '.join(falliti)}. Gli altri passi sono stati fatti.")
