"""Tell who asked that a call has opened. To run every few minutes, at least each day: see docs/deploy.md."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from progetti.avvisi import annunci, iscrizioni


class Command(BaseCommand):
    """``manage.py annuncia_aperture``: one e-mail for each opening and address, once."""

    help = "Mette in coda le e-mail degli avvisi appena aperti e cancella gli indirizzi mai confermati."

    def handle(self, *args, **options):
        """Announce and forget; CommandError, after all the others, if a call broke."""
        esito = annunci.annuncia_aperture()
        scaduti = iscrizioni.elimina_dimenticate(adesso=timezone.now())
        if options["verbosity"]:
            self.stdout.write(
                f"Avvisi annunciati: {esito.avvisi}; e-mail: {esito.email}; "
                f"indirizzi mai confermati, cancellati: {scaduti}"
            )
        if esito.guasti:
            raise CommandError(f"Avvisi non annunciati per un errore (vedi i log): {esito.guasti}")
