"""Send the mail of the outbox. To run every minute: see docs/deploy.md."""

import os
import time

from django.core.management.base import BaseCommand, CommandError

from core import posta
from core.models import Messaggio


class Command(BaseCommand):
    """``manage.py invia_posta --limite 200``: sends what is due, deletes what was sent long ago.

    With ``--ogni 5``, for a desk (`make run`), it goes on every 5 seconds, for as long as the process that
    started it lives.
    """

    help = "Invia le e-mail in uscita e cancella quelle inviate da più di 30 giorni."

    def add_arguments(self, parser):
        """Declare the arguments."""
        parser.add_argument("--limite", type=int, default=200, help="quante e-mail al massimo (200)")
        parser.add_argument("--ogni", type=int, help="ripeti ogni tanti secondi, finché vive chi lo avvia")

    def handle(self, *args, limite, ogni=None, **options):
        """Delete and send; CommandError when the mail server does not answer."""
        posta.elimina_vecchi()
        if ogni is None:
            self._invia(limite, options["verbosity"])
            return
        padre = os.getppid()
        while os.getppid() == padre:
            try:
                self._invia(limite, options["verbosity"])
            except CommandError as errore:
                self.stderr.write(str(errore))
            time.sleep(ogni)

    def _invia(self, limite, verbosity):
        try:
            esito = posta.invia(limite=limite)
        except posta.PostaFermaError as errore:
            restano = Messaggio.objects.da_inviare().count()
            raise CommandError(
                f"Il server di posta non risponde ({errore}): {restano} e-mail aspettano, nessuna è persa."
            ) from errore
        if verbosity and any(esito):
            self.stdout.write(f"E-mail inviate: {esito.inviati}; rifiutate, da riprovare: {esito.rifiutati}")
