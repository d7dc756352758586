"""Sending what is due.

A message leaves at least once: if the process dies between the server's answer and the commit it leaves
again, with the same Message-ID. It never leaves twice because two commands run together, and one to many
never again to who has had it.
"""

import logging
from contextlib import suppress
from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused
from typing import NamedTuple

from django.core.mail import get_connection
from django.db import transaction
from django.utils import timezone

from core.models import Messaggio
from core.models.posta import TENTATIVI
from core.posta.lettera import consegna, in_breve, risposta_in_breve
from core.posta.motivi import MOTIVI

logger = logging.getLogger(__name__)
ATTESE = [timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(days=1)]
PER_SEMPRE = 500  # an answer from here on will not change


class PostaFermaError(Exception):
    """The mail server does not answer: the messages wait in the outbox."""


class Esito(NamedTuple):
    """How many messages left, how many were refused and will be tried again."""

    inviati: int
    rifiutati: int


def invia(*, limite, adesso=None):
    """Send up to ``limite`` messages that are due, oldest first, on one connection; return an ``Esito``.

    A refused message waits longer each time. Raises PostaFermaError when the server does not answer, or
    stops answering: what is left waits for the next round.
    """
    adesso = adesso or timezone.now()
    if not Messaggio.objects.in_coda(adesso).exists():
        return Esito(0, 0)
    collegamento, inviati, rifiutati = _collegamento(), 0, 0
    try:
        for _volta in range(limite):
            partito = _invia_il_prossimo(collegamento, adesso)
            if partito is None:
                break
            inviati, rifiutati = inviati + partito, rifiutati + (not partito)
    finally:
        _chiudi(collegamento)
    return Esito(inviati, rifiutati)


def _collegamento():
    """Return an open connection; no attempt of any message is spent when there is none."""
    collegamento = get_connection()
    try:
        collegamento.open()
    except OSError as errore:
        raise PostaFermaError(in_breve(errore)) from errore
    return collegamento


def _chiudi(collegamento):
    """Close the connection, whatever the server thinks of it."""
    with suppress(OSError):
        collegamento.close()


def _invia_il_prossimo(collegamento, adesso):
    """Send one message; return whether it left, None when nothing is due.

    Its row is locked until the answer is written: another command takes the next one. Raises
    PostaFermaError, the failure written, when it is the server that fails.
    """
    fermo = None
    with transaction.atomic():
        messaggio = Messaggio.objects.in_coda(adesso).select_for_update(skip_locked=True).first()
        if messaggio is None:
            return None
        try:
            _annota(messaggio, consegna(messaggio, collegamento), adesso)
        except (SMTPRecipientsRefused, SMTPDataError, ValueError) as errore:
            _rinvia(messaggio, in_breve(errore), adesso)
        except OSError as errore:
            _rinvia(messaggio, in_breve(errore), adesso)
            fermo = errore
        messaggio.save()
        _racconta(messaggio)
    if fermo:
        raise PostaFermaError(in_breve(fermo)) from fermo
    return messaggio.inviato_il is not None


def _annota(messaggio, esito, adesso):
    """Write on the row what became of its addresses; it has left when none of them waits any longer."""
    risposte = {indirizzo: risposta_in_breve(*risposta) for indirizzo, risposta in esito.rifiuti.items()}
    per_sempre = {a for a, (codice, _testo) in esito.rifiuti.items() if codice >= PER_SEMPRE}
    if messaggio.ccn:
        messaggio.esiti |= dict.fromkeys(esito.presi, "") | {a: risposte[a] for a in per_sempre}
        if messaggio.da_raggiungere():
            _rinvia(messaggio, next(iter(risposte.values())), adesso)
            return
        if "" not in messaggio.esiti.values():
            messaggio.tentativi, messaggio.errore = TENTATIVI, next(iter(risposte.values()))
            return
    messaggio.inviato_il, messaggio.errore = adesso, ""
    if messaggio.riservato:
        messaggio.testo, messaggio.html, messaggio.intestazioni, messaggio.allegati = "", "", {}, []


def _rinvia(messaggio, errore, adesso):
    """Write a failed attempt on the row and put off the next one."""
    attesa = ATTESE[min(messaggio.tentativi, len(ATTESE) - 1)]
    messaggio.tentativi += 1
    messaggio.errore = errore
    messaggio.da_inviare_dal = adesso + attesa


def _racconta(messaggio):
    """Tell the room that queued the message; what breaks there must not make it leave again."""
    motivo = MOTIVI.get(messaggio.motivo)
    if motivo is None or motivo.racconta is None:
        return
    try:
        with transaction.atomic():
            motivo.racconta(messaggio)
    except Exception:
        logger.exception("what became of message %s was not told", messaggio.pk)
