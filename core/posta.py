"""Mail through the outbox: an action queues its message in its own transaction; ``invia_posta`` sends it.

A message leaves at least once: if the process dies between the server's answer and the commit it leaves
again, with the same Message-ID. It never leaves twice because two commands run together.
"""

import re
from contextlib import suppress
from datetime import timedelta
from email.utils import parseaddr
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPResponseException
from typing import NamedTuple

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone

from core.models import Messaggio

ATTESE = [timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(days=1)]
VUOTE = re.compile(r"\n{3,}")  # what the tags of a template leave behind
CONSERVAZIONE = timedelta(days=30)
DI_CASA = {"from", "sender", "to", "cc", "bcc", "subject", "date", "message-id", "auto-submitted"}


class PostaFermaError(Exception):
    """The mail server does not answer: the messages wait in the outbox."""


class Esito(NamedTuple):
    """How many messages left, how many were refused and will be tried again."""

    inviati: int
    rifiutati: int


def accoda(*, motivo, destinatario, template, contesto, intestazioni=None, da_inviare_dal=None):
    """Queue one e-mail in the current transaction and return its ``Messaggio``.

    ``template`` is a path without ending: ``…_subject.txt`` and ``…_message.txt`` are rendered with
    ``contesto``. ``intestazioni`` are more headers ({name: value}).
    Raises ValidationError for a wrong address and ValueError for a header that is not of its caller.
    """
    validate_email(destinatario)
    _controlla(intestazioni or {})
    oggetto = " ".join(render_to_string(f"{template}_subject.txt", contesto).split())
    testo = render_to_string(f"{template}_message.txt", contesto).strip()
    campi = {} if da_inviare_dal is None else {"da_inviare_dal": da_inviare_dal}
    return Messaggio.objects.create(
        motivo=motivo,
        destinatario=destinatario,
        oggetto=oggetto[:200],
        testo=VUOTE.sub("\n\n", testo) + "\n",
        intestazioni=intestazioni or {},
        **campi,
    )


def _controlla(intestazioni):
    """Raise ValueError for a header that the outbox writes by itself, or that hides another one."""
    for nome, valore in intestazioni.items():
        if nome.lower() in DI_CASA or not f"{nome}{valore}".isprintable():
            raise ValueError(f"header not allowed: {nome!r}")


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
        raise PostaFermaError(_in_breve(errore)) from errore
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
            _lettera(messaggio, collegamento).send()
        except (SMTPRecipientsRefused, SMTPDataError, ValueError) as errore:
            _rinvia(messaggio, errore, adesso)
        except OSError as errore:
            _rinvia(messaggio, errore, adesso)
            fermo = errore
        else:
            messaggio.inviato_il, messaggio.errore = adesso, ""
        messaggio.save()
    if fermo:
        raise PostaFermaError(_in_breve(fermo)) from fermo
    return messaggio.inviato_il is not None


def _lettera(messaggio, collegamento):
    """Return the e-mail of a row. ValueError, here or when it is sent, for a header with a new line."""
    _controlla(messaggio.intestazioni)
    dominio = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    intestazioni = messaggio.intestazioni | {
        "Message-ID": f"<{messaggio.pk}.{messaggio.creato_il:%Y%m%d%H%M%S%f}@{dominio}>",
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(
        subject=messaggio.oggetto,
        body=messaggio.testo,
        to=[messaggio.destinatario],
        headers=intestazioni,
        connection=collegamento,
    )


def _rinvia(messaggio, errore, adesso):
    """Write a failed attempt on the row and put off the next one."""
    attesa = ATTESE[min(messaggio.tentativi, len(ATTESE) - 1)]
    messaggio.tentativi += 1
    messaggio.errore = _in_breve(errore)
    messaggio.da_inviare_dal = adesso + attesa


def _in_breve(errore):
    """Return what went wrong, without secrets: the answer of the server, or the kind of error."""
    if isinstance(errore, SMTPRecipientsRefused):
        codice, testo = next(iter(errore.recipients.values()))
    elif isinstance(errore, SMTPResponseException):
        codice, testo = errore.smtp_code, errore.smtp_error
    else:
        codice, testo = type(errore).__name__, getattr(errore, "strerror", None) or ""
    testo = testo.decode(errors="replace") if isinstance(testo, bytes) else testo
    return " ".join(f"{codice} {testo}".replace("\x00", "").split())[:300]


def riprova(*, messaggi):
    """Make the unsent ``messaggi`` (a queryset) due now, with all their attempts; return how many."""
    return messaggi.filter(inviato_il=None).update(tentativi=0, da_inviare_dal=timezone.now())


@transaction.atomic
def dimentica(*, destinatario, contiene):
    """Delete the messages to an address, sent or not, whose text holds ``contiene``; return how many."""
    righe = Messaggio.objects.filter(destinatario=destinatario, testo__contains=contiene)
    return righe.delete()[0]


def elimina_vecchi(*, adesso=None):
    """Delete the messages sent, or given up, more than ``CONSERVAZIONE`` ago; return how many."""
    limite = (adesso or timezone.now()) - CONSERVAZIONE
    abbandonati = Q(pk__in=Messaggio.objects.falliti().values("pk"), da_inviare_dal__lt=limite)
    return Messaggio.objects.filter(Q(inviato_il__lt=limite) | abbandonati).delete()[0]
