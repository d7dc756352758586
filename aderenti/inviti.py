"""Inviting somebody to keep a body's pages, and accepting: one address, one use."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from aderenti.models import Accesso, Invito
from aderenti.persone import blocca, dai
from core.posta import accoda
from core.templatetags.formati import al_giorno
from utenti.models import Utente
from utenti.services import allinea_indirizzo


class InvitoNonValidoError(Exception):
    """The invitation was used, taken back, or has expired."""


class AccountEsistenteError(Exception):
    """The invited address has an account: its owner signs in to accept."""


class InvitoDiAltriError(Exception):
    """The invitation is for another address than the account's."""


def account_di(email):
    """Return the account of an address, in any case of its letters; None if there is none."""
    return Utente.objects.filter(email__iexact=email).first()


def ha_accesso(organizzazione, email):
    """Return whether who has this address already works on the pages of the body."""
    return Accesso.objects.filter(
        organizzazione=organizzazione, utente__email__iexact=email, tolto_il__isnull=True
    ).exists()


@transaction.atomic
def invita(*, organizzazione, email, ruolo, da):
    """Invite ``email`` to keep the pages of ``organizzazione`` as ``ruolo`` and return the invitation.

    The invitation that was open for the same address is taken back: the last one counts. The mail is queued.
    """
    organizzazione = blocca(organizzazione)
    email = email.strip().lower()
    aperti = organizzazione.inviti.aperti().filter(email=email)
    aperti.update(revocato_il=timezone.now(), revocato_da=da)
    invito = Invito.objects.create(organizzazione=organizzazione, email=email, ruolo=ruolo, creato_da=da)
    accoda(
        motivo="invito",
        destinatario=email,
        template="aderenti/email/invito",
        contesto={
            "ente": organizzazione.denominazione,
            "ruolo": invito.get_ruolo_display(),
            "giorno": al_giorno(timezone.localdate(invito.scade_il)),
            "collegamento": settings.SITE_URL + invito.indirizzo(),
        },
        riservato=True,
    )
    return invito


@transaction.atomic
def rimanda(*, invito, da):
    """Send an invitation again, with a new code and two more weeks; return the new one.

    Raises Invito.DoesNotExist when it is no longer open.
    """
    blocca(invito.organizzazione)
    invito = Invito.objects.aperti().select_related("organizzazione").get(pk=invito.pk)
    return invita(organizzazione=invito.organizzazione, email=invito.email, ruolo=invito.ruolo, da=da)


@transaction.atomic
def revoca(*, invito, da):
    """Take an invitation back; return it as saved. Raises Invito.DoesNotExist when it is no longer open."""
    blocca(invito.organizzazione)
    invito = Invito.objects.aperti().select_for_update(of=("self",)).get(pk=invito.pk)
    invito.revocato_il, invito.revocato_da = timezone.now(), da
    invito.save(update_fields=["revocato_il", "revocato_da"])
    return invito


@transaction.atomic
def accetta(*, codice, utente):
    """Use the invitation of ``codice`` for the account ``utente`` and return the access.

    Raises InvitoNonValidoError, or InvitoDiAltriError when the address is not the account's.
    """
    invito = _valido(codice)
    if utente.email.lower() != invito.email.lower():
        raise InvitoDiAltriError
    return _usa(invito, utente)


@transaction.atomic
def apri_account(*, codice, password):
    """Use the invitation of ``codice`` to open an account with ``password`` and return the access.

    The password has been checked. Whoever holds the code reads the mail of that address: it is verified.
    Raises InvitoNonValidoError, or AccountEsistenteError.
    """
    invito = _valido(codice)
    if account_di(invito.email):
        raise AccountEsistenteError
    utente = Utente.objects.create_user(invito.email, password)
    allinea_indirizzo(utente=utente)
    return _usa(invito, utente)


def _valido(codice):
    """Return the invitation, its body and itself locked; raise InvitoNonValidoError."""
    righe = Invito.objects.select_related("organizzazione", "creato_da")
    invito = righe.filter(codice=codice).first()
    if invito:
        blocca(invito.organizzazione)
        invito = righe.validi().select_for_update(of=("self",)).filter(pk=invito.pk).first()
    if invito is None:
        raise InvitoNonValidoError
    return invito


def _usa(invito, utente):
    invito.usato_il, invito.usato_da = timezone.now(), utente
    invito.save(update_fields=["usato_il", "usato_da"])
    return dai(organizzazione=invito.organizzazione, utente=utente, ruolo=invito.ruolo, da=invito.creato_da)
