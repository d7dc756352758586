"""Queueing a mail to many, and writing down what becomes of it."""

from email.utils import parseaddr
from hashlib import sha256

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from comunicazioni.destinatari import MOTIVO, da_scrivere, voci_di
from comunicazioni.models import Comunicazione, DestinatarioComunicazione
from core.models.posta import TENTATIVI
from core.posta import accoda
from core.posta.testi import componi

TEMPLATE = "comunicazioni/email/comunicazione"
IN_UNA_EMAIL = 50  # addresses in blind copy
Stato = DestinatarioComunicazione.Stato


def ufficio():
    """Return the address the mail is sent to, and answered at: that of the office."""
    return (settings.CONTACT_EMAIL or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]).lower()


def contesto_di(comunicazione):
    """Return what the text of the e-mail says."""
    return {
        "oggetto": comunicazione.oggetto,
        "testo": comunicazione.testo,
        "a_chi": comunicazione.a_chi,
        "sito": settings.SITE_URL,
    }


def come_arriva(comunicazione):
    """Return (subject, text) as they arrive."""
    return componi(TEMPLATE, contesto_di(comunicazione))


def impronta(comunicazione, indirizzi):
    """Return a digest of the mail and of whom it goes to: what was looked at is what leaves."""
    testo = "\n".join([*come_arriva(comunicazione), *sorted(indirizzi)])
    return sha256(testo.encode()).hexdigest()


@transaction.atomic
def accoda_comunicazione(*, comunicazione, vista):
    """Queue a mail to all its recipients, in blind copy, and write their log; return it as saved.

    ``vista`` is the ``impronta`` of what was looked at. Raises ValidationError for one that has left
    already, that reaches nobody, or that has changed since it was looked at.
    """
    comunicazione = Comunicazione.objects.select_for_update().get(pk=comunicazione.pk)
    if not comunicazione.e_bozza:
        raise ValidationError(_("Questa comunicazione è già partita."), code="partita")
    voci = voci_di(comunicazione)
    indirizzi = da_scrivere(voci)
    if not indirizzi:
        raise ValidationError(_("Non c’è nessuno a cui scrivere."), code="nessuno")
    if impronta(comunicazione, indirizzi) != vista:
        raise ValidationError(
            _("Da quando hai guardato è cambiato il testo o chi lo riceve: controlla di nuovo e conferma."),
            code="cambiata",
        )
    comunicazione.stato, comunicazione.accodata_il = Comunicazione.Stato.ACCODATA, timezone.now()
    comunicazione.oggetto_inviato, comunicazione.testo_inviato = come_arriva(comunicazione)
    comunicazione.save()
    _scrivi_il_registro(comunicazione, voci, _messaggi(comunicazione, indirizzi))
    return comunicazione


def _messaggi(comunicazione, indirizzi):
    """Queue the e-mails, ``IN_UNA_EMAIL`` addresses each; return {address: its Messaggio}."""
    di_chi = {}
    for primo in range(0, len(indirizzi), IN_UNA_EMAIL):
        gruppo = indirizzi[primo : primo + IN_UNA_EMAIL]
        messaggio = accoda(
            motivo=MOTIVO,
            destinatario=ufficio(),
            ccn=gruppo,
            template=TEMPLATE,
            contesto=contesto_di(comunicazione),
            intestazioni={"Reply-To": ufficio()},
            riguarda=f"comunicazione-{comunicazione.pk}",
        )
        di_chi |= dict.fromkeys(gruppo, messaggio)
    return di_chi


def _scrivi_il_registro(comunicazione, voci, messaggi):
    DestinatarioComunicazione.objects.bulk_create(
        [
            DestinatarioComunicazione(
                comunicazione=comunicazione,
                organizzazione=voce.ente,
                indirizzo=voce.indirizzo,
                messaggio=None if voce.perche else messaggi[voce.indirizzo],
                stato=Stato.ESCLUSA if voce.perche else Stato.IN_CODA,
                perche=voce.perche,
            )
            for voce in voci
        ]
    )


def registra_esito(messaggio):
    """Write in the log what became of each address of an e-mail of the outbox."""
    for riga in DestinatarioComunicazione.objects.filter(messaggio=messaggio).select_for_update(of=("self",)):
        stato, perche = _esito(messaggio, riga.indirizzo)
        if (stato, perche) != (riga.stato, riga.perche):
            riga.stato, riga.perche, riga.stato_dal = stato, perche, timezone.now()
            riga.save(update_fields=["stato", "perche", "stato_dal"])


def _esito(messaggio, indirizzo):
    risposta = messaggio.esiti.get(indirizzo)
    if risposta == "":
        return Stato.INVIATA, ""
    if risposta or messaggio.tentativi >= TENTATIVI:
        return Stato.RIFIUTATA, risposta or messaggio.errore
    return Stato.IN_CODA, ""
