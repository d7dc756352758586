"""A message of the outbox on its way: the e-mail it makes, what the mail server says of each address."""

from email.utils import parseaddr
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from typing import NamedTuple

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import sanitize_address

from core.posta.intestazioni import controlla


class Consegna(NamedTuple):
    """The addresses that the server took, and {address: (code, answer)} of the others."""

    presi: list
    rifiuti: dict


def consegna(messaggio, collegamento):
    """Send a message to the addresses that have not had it yet; return the ``Consegna``.

    Raises OSError (all that smtplib raises is one) when it went to nobody, but for the refusals of a message
    to many; ValueError for a header with a new line.
    """
    lettera, indirizzi = _lettera(messaggio, collegamento), messaggio.da_raggiungere()
    smtp = getattr(collegamento, "connection", None)
    if smtp is None or not messaggio.ccn:
        lettera.send()
        return Consegna(indirizzi, {})
    codifica = lettera.encoding or settings.DEFAULT_CHARSET
    di_chi = {sanitize_address(indirizzo, codifica): indirizzo for indirizzo in indirizzi}
    mittente = sanitize_address(lettera.from_email, codifica)
    try:
        rifiuti = smtp.sendmail(mittente, list(di_chi), lettera.message().as_bytes(linesep="\r\n"))
        presi = [indirizzo for busta, indirizzo in di_chi.items() if busta not in rifiuti]
    except SMTPRecipientsRefused as errore:
        presi, rifiuti = [], errore.recipients
    return Consegna(presi, {di_chi[busta]: risposta for busta, risposta in rifiuti.items()})


def _lettera(messaggio, collegamento):
    """Return the e-mail of a row. Raises ValueError for a header with a new line."""
    controlla(messaggio.intestazioni)
    dominio = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    intestazioni = messaggio.intestazioni | {
        "Message-ID": f"<{messaggio.pk}.{messaggio.creato_il:%Y%m%d%H%M%S%f}@{dominio}>",
        "Auto-Submitted": "auto-generated",
    }
    lettera = EmailMultiAlternatives(
        subject=messaggio.oggetto,
        body=messaggio.testo,
        to=[messaggio.destinatario],
        bcc=messaggio.ccn,
        headers=intestazioni,
        connection=collegamento,
    )
    if messaggio.html:
        lettera.attach_alternative(messaggio.html, "text/html")
    for nome, tipo, testo in messaggio.allegati:
        lettera.attach(nome, testo, tipo)
    return lettera


def in_breve(errore):
    """Return what went wrong, without secrets: the answer of the server, or the kind of error."""
    if isinstance(errore, SMTPRecipientsRefused):
        return risposta_in_breve(*next(iter(errore.recipients.values())))
    if isinstance(errore, SMTPResponseException):
        return risposta_in_breve(errore.smtp_code, errore.smtp_error)
    return risposta_in_breve(type(errore).__name__, getattr(errore, "strerror", None) or "")


def risposta_in_breve(codice, testo):
    """Return an answer of the server on one line."""
    testo = testo.decode(errors="replace") if isinstance(testo, bytes) else testo
    return " ".join(f"{codice} {testo}".replace("\x00", "").split())[:300]
