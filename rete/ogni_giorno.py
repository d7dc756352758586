"""What the portal does by itself once a day, in order. To add a step, add its line to ``PASSI``.

Every step is safe to repeat on the same day, holds its own transactions and knows nothing of the others: one
that fails does not stop them.
"""

import logging
from collections.abc import Callable
from contextlib import contextmanager
from datetime import timedelta
from io import StringIO
from typing import NamedTuple

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from aderenti.conferme import promemoria_giro
from aderenti.conservazione import conserva
from comitato.composizione.persone import chiudi_scaduti
from comitato.decisioni.promemoria import promemoria_azioni
from comitato.decisioni.scritta import passo_scritte
from comitato.sedute.convoca import comunica_tutte
from core import posta
from core.fogli.caricamenti import elimina_caricamenti
from giudizi.services import dimentica_testi
from imprese.formazione import presenze as formazione
from newsletter import iscrizioni as newsletter
from progetti.area.promemoria import manda_promemoria
from progetti.monitoraggio.solleciti import sollecita_schede
from servizi.freschezza.conferma import dimentica_richieste
from servizi.freschezza.orfani import sollecita
from servizi.freschezza.scala import scala
from servizi.models import Turno

logger = logging.getLogger(__name__)
TURNO = "ogni-giorno"
TROPPO = timedelta(hours=3)  # who has held the turn for so long has died


class Passo(NamedTuple):
    """A step: its name, and the function of the day that does it and returns what it did, to print."""

    nome: str
    esegui: Callable


class TurnoOccupatoError(Exception):
    """Another round is running: its first argument is the instant it began."""


def _comando(nome):
    """Return the step that runs a management command and tells what it printed."""

    def esegui(oggi):
        scritto = StringIO()
        call_command(nome, stdout=scritto, stderr=scritto)
        return scritto.getvalue().strip() or "niente da fare"

    return esegui


def _scala(oggi):
    """Take the steps of the ladder; raise RuntimeError, after all the others, when a body broke."""
    esito = scala(oggi)
    if esito.guasti:
        raise RuntimeError(f"enti non guardati per un errore (vedi i log): {esito.guasti}")
    return f"passi {esito.passi}, avvisi di scadenza {esito.avvisi}"


def _votazioni(oggi):
    """Let silence count in written procedures that are over; remind who has not voted."""
    taciti, promemoria = passo_scritte(oggi)
    return f"silenzi assenso {taciti}, promemoria {promemoria}"


def _conservazione(oggi):
    """Forget what has been over for a year; tell how much of each kind."""
    fatto = [f"{riga['quanti']} {riga['che_cosa']}" for riga in conserva(oggi) if riga["quanti"]]
    return ", ".join(fatto) or "niente da fare"


PASSI = [
    Passo("freschezza delle schede", _scala),
    Passo("enti senza referente", lambda oggi: f"solleciti {sollecita(oggi)}"),
    Passo("giro di conferme", lambda oggi: f"promemoria {promemoria_giro(oggi)}"),
    Passo("scadenze dei progetti", lambda oggi: f"promemoria {manda_promemoria(oggi)}"),
    Passo("schede in ritardo", lambda oggi: f"solleciti {sollecita_schede(oggi)}"),
    Passo("incarichi finiti nel Comitato", lambda oggi: f"ruoli tolti {chiudi_scaduti(oggi)}"),
    Passo("votazioni scritte", _votazioni),
    Passo("azioni decise", lambda oggi: f"promemoria {promemoria_azioni(oggi)}"),
    Passo("sedute cambiate", lambda oggi: f"avvisi {comunica_tutte()}"),
    Passo("formazione", lambda oggi: f"promemoria {formazione.manda_promemoria()}"),
    Passo("novità delle ricerche salvate", _comando("manda_novita")),
    Passo("aperture degli avvisi", _comando("annuncia_aperture")),
    Passo("riepiloghi", lambda oggi: f"riepiloghi {posta.riepiloghi()}"),
    Passo("conservazione", _conservazione),
    Passo("iscrizioni alla formazione", lambda oggi: f"dati cancellati {formazione.conserva()}"),
    Passo("iscrizioni alla newsletter", lambda oggi: f"indirizzi cancellati {newsletter.conserva()}"),
    Passo("richieste di conferma vecchie", lambda oggi: f"cancellate {dimentica_richieste()}"),
    Passo("conteggi vecchi", _comando("pulisci_bisogni")),
    Passo("parole dei giudizi", lambda oggi: f"cancellate {dimentica_testi(oggi)}"),
    Passo("fogli caricati", lambda oggi: f"cancellati {elimina_caricamenti()}"),
    Passo("e-mail vecchie", lambda oggi: f"cancellate {posta.elimina_vecchi()}"),
    Passo("e-mail in uscita", _comando("invia_posta")),
]


def giro(oggi, racconta, passi=None):
    """Do every step for the day ``oggi`` and return the names of those that failed.

    ``racconta`` receives a line for each. Raises TurnoOccupatoError, and does nothing, while another round
    is running.
    """
    falliti = []
    with _turno():
        for passo in PASSI if passi is None else passi:
            try:
                racconta(f"{passo.nome}: {passo.esegui(oggi)}")
            except Exception as errore:
                logger.exception("the daily step %r failed", passo.nome)
                racconta(f"{passo.nome}: NON RIUSCITO ({errore})")
                falliti.append(passo.nome)
    return falliti


@contextmanager
def _turno():
    """Hold the turn while the block runs; one that was never given back is taken after ``TROPPO``."""
    adesso = timezone.now()
    with transaction.atomic():
        Turno.objects.get_or_create(nome=TURNO)
        turno = Turno.objects.select_for_update().get(nome=TURNO)
        if turno.preso_il and turno.preso_il > adesso - TROPPO:
            raise TurnoOccupatoError(turno.preso_il)
        turno.preso_il = adesso
        turno.save()
    try:
        yield
    finally:
        Turno.objects.filter(nome=TURNO, preso_il=adesso).update(preso_il=None)
