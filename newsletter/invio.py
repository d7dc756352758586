"""From a draft to every mailbox: approve, look, send once, write down what becomes of each e-mail."""

import re
from hashlib import sha256
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.models.posta import TENTATIVI
from core.posta import accoda, per_smettere
from newsletter.composizione import blocca, voci_di
from newsletter.iscrizioni import riferimento
from newsletter.lettera import Composta, collegamenti
from newsletter.models import Abbonato, ContoAbbonati, Invio, Numero
from newsletter.voci import sezioni

MOTIVO, MOTIVO_PROVA = "newsletter", "newsletter-prova"
TEMPLATE = "newsletter/email/numero"
RIFIUTI_MASSIMI = 3  # one refusal may be a full mailbox, three numbers in a row are an address that is gone
PER_SEMPRE = re.compile(r"5[0-9]{2}\b")
Stato = Numero.Stato


class DaScrivere(NamedTuple):
    """A subscriber and the sections it asked for."""

    abbonato: Abbonato
    sezioni: list


@transaction.atomic
def approva(*, numero):
    """Close a draft: its contents change no more. Raises ValidationError: not a draft, or nothing to tell."""
    numero = _nello_stato(numero, Stato.BOZZA)
    if not voci_di(numero):
        raise ValidationError(_("Non c’è niente da mandare: scegli almeno una voce."), code="vuoto")
    numero.stato = Stato.APPROVATO
    numero.save()


@transaction.atomic
def riapri(*, numero):
    """Make an approved number a draft again. Raises ValidationError for any other."""
    numero = _nello_stato(numero, Stato.APPROVATO)
    numero.stato = Stato.BOZZA
    numero.save()


def destinatari(voci):
    """Return a ``DaScrivere`` for each active subscriber that has something to read among ``voci``."""
    scelte, trovati = {}, []
    for abbonato in Abbonato.objects.attivi().prefetch_related("ambiti").order_by("pk"):
        ambiti = frozenset(ambito.pk for ambito in abbonato.ambiti.all())
        chiave = (tuple(abbonato.argomenti), ambiti)
        if chiave not in scelte:
            scelte[chiave] = sezioni(voci, *chiave)
        if scelte[chiave]:
            trovati.append(DaScrivere(abbonato, scelte[chiave]))
    return trovati


def impronta(numero, voci, quanti):
    """Return a digest of what leaves and to how many: what was looked at is what is sent."""
    testo = repr((numero.titolo, numero.apertura, [tuple(voce) for voce in map(_stabile, voci)], quanti))
    return sha256(testo.encode()).hexdigest()


@transaction.atomic
def invia(*, numero, vista, adesso=None):
    """Queue a number to every subscriber that has something to read in it, once; return how many.

    ``vista`` is the ``impronta`` of what was looked at. Raises ValidationError: not approved, sent already, a
    demo, nobody to write to, changed since it was looked at.
    """
    adesso = adesso or timezone.now()
    numero = _nello_stato(numero, Stato.APPROVATO)
    if numero.dimostrativo:
        raise ValidationError(_("Un numero dimostrativo non si manda."), code="dimostrativo")
    voci = voci_di(numero, adesso)
    righe = destinatari(voci)
    if not righe:
        raise ValidationError(_("Non c’è nessuno a cui scrivere."), code="nessuno")
    if impronta(numero, voci, len(righe)) != vista:
        raise ValidationError(
            _("Da quando hai guardato è cambiato il numero o chi lo riceve: controlla di nuovo e conferma."),
            code="cambiato",
        )
    numero.stato, numero.inviato_il = Stato.INVIATO, adesso
    numero.save()
    composta = Composta(numero)
    Invio.objects.bulk_create(
        Invio(numero=numero, abbonato=riga.abbonato, messaggio=_accoda(composta, riga)) for riga in righe
    )
    return len(righe)


def manda_prova(*, numero, indirizzo, argomenti, ambiti=frozenset()):
    """Queue a number as it is now to one address of the staff, with the sections of one choice.

    Raises ValidationError when that choice has nothing to read.
    """
    scelte = sezioni(voci_di(numero), argomenti, ambiti)
    if not scelte:
        raise ValidationError(_("Per questa scelta non c’è niente da leggere."), code="vuoto")
    composta = Composta(numero)
    accoda(
        motivo=MOTIVO_PROVA,
        destinatario=indirizzo,
        template=TEMPLATE,
        contesto=composta.contesto_di(scelte) | {"prova": True},
        html=composta.html(scelte),
    )


def registra_esito(messaggio):
    """Write what became of the e-mail of a number, and suspend the subscriber whose mailbox is gone."""
    righe = Invio.objects.filter(messaggio=messaggio).select_for_update(of=("self",))
    for invio in righe.select_related("abbonato"):
        if messaggio.inviato_il:
            invio.stato, invio.perche = Invio.Stato.INVIATO, ""
        elif messaggio.tentativi >= TENTATIVI:
            invio.stato, invio.perche = Invio.Stato.RIFIUTATO, messaggio.errore
        else:
            invio.stato, invio.perche = Invio.Stato.IN_CODA, ""
        invio.save(update_fields=["stato", "perche"])
        if invio.stato == Invio.Stato.RIFIUTATO and invio.abbonato_id:
            _sospendi_se_serve(invio.abbonato_id)


def _sospendi_se_serve(chiave):
    """Suspend a subscriber whose last ``RIFIUTI_MASSIMI`` numbers were all refused for ever."""
    abbonato = Abbonato.objects.attivi().select_for_update().filter(pk=chiave).first()
    if abbonato is None:
        return
    ultimi = list(Invio.objects.conclusi_di(abbonato)[:RIFIUTI_MASSIMI])
    persi = [invio for invio in ultimi if PER_SEMPRE.match(invio.perche)]
    if len(persi) == RIFIUTI_MASSIMI:
        abbonato.stato, abbonato.sospeso_il = Abbonato.Stato.SOSPESO, timezone.now()
        abbonato.save()
        ContoAbbonati.segna("sospesi")


def _accoda(composta, riga):
    indirizzi = collegamenti(riga.abbonato)
    return accoda(
        motivo=MOTIVO,
        destinatario=riga.abbonato.email,
        template=TEMPLATE,
        contesto=composta.contesto_di(riga.sezioni, riga.abbonato),
        html=composta.html(riga.sezioni, riga.abbonato),
        intestazioni=per_smettere(indirizzi["smetti"]),
        riservato=True,
        riguarda=riferimento(riga.abbonato),
    )


def _nello_stato(numero, stato):
    """Return the number, locked. Raises ValidationError when it is not in ``stato``."""
    numero = blocca(numero)
    if numero.stato != stato:
        perche = _("Questo numero è già partito.") if numero.e_inviato else _("Prima approva il numero.")
        if stato == Stato.BOZZA and not numero.e_inviato:
            perche = _("Questo numero è già approvato.")
        raise ValidationError(perche, code="stato")
    return numero


def _stabile(voce):
    return voce._replace(ambiti=tuple(sorted(voce.ambiti)))
