"""How each person wants each optional kind of message: at once, in the daily summary, never."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core.models import Messaggio, PreferenzaPosta
from core.posta.motivi import MOTIVI, Modo, facoltativi


def modo_di(indirizzo, motivo):
    """Return how the account of an address wants a kind of message; at once for who has no account.

    What was chosen counts only among the ways that the kind still allows.
    """
    definizione = MOTIVI.get(motivo)
    if definizione is None or len(definizione.modi) == 1:
        return Modo.SUBITO
    scelta = PreferenzaPosta.objects.filter(utente__email=indirizzo.lower(), motivo=motivo)
    modo = scelta.values_list("modo", flat=True).first()
    return modo if modo in definizione.modi else definizione.modi[0]


def chi_non_vuole(indirizzi, motivo):
    """Return those of ``indirizzi``, in lower case, whose account has turned off a kind of message."""
    if Modo.MAI not in MOTIVI[motivo].modi:
        return set()
    minuscoli = {indirizzo.lower() for indirizzo in indirizzi}
    righe = PreferenzaPosta.objects.filter(motivo=motivo, modo=Modo.MAI, utente__email__in=minuscoli)
    return set(righe.values_list("utente__email", flat=True))


def scelte_di(utente):
    """Return {optional Motivo: how the person wants it}."""
    return {motivo: modo_di(utente.email, motivo.codice) for motivo in facoltativi()}


@transaction.atomic
def scegli(*, utente, scelte):
    """Write how a person wants each kind of message; ``scelte`` is {code: mode}.

    What waits for the summary follows: it leaves at once, or goes away. Raises ValidationError for a kind
    that is not optional, or a way it does not allow.
    """
    for codice, modo in scelte.items():
        motivo = MOTIVI.get(codice)
        if motivo is None or len(motivo.modi) == 1 or modo not in motivo.modi:
            raise ValidationError(_("Questa scelta non c’è: “%(codice)s”."), params={"codice": codice})
        PreferenzaPosta.objects.update_or_create(utente=utente, motivo=codice, defaults={"modo": modo})
        if modo != Modo.RIEPILOGO:
            _libera(utente.email.lower(), codice, modo)


def _libera(indirizzo, motivo, modo):
    righe = Messaggio.objects.in_riepilogo().filter(destinatario=indirizzo, motivo=motivo)
    if modo == Modo.MAI:
        righe.delete()
    else:
        righe.update(nel_riepilogo=False)
