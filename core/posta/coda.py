"""The outbox as the actions see it: queue a message, forget those about a row, try again."""

from datetime import timedelta

from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from core.models import Messaggio, PreferenzaPosta
from core.posta.intestazioni import controlla
from core.posta.preferenze import modo_di
from core.posta.testi import componi

CONSERVAZIONE = timedelta(days=30)


def accoda(
    *,
    motivo,
    destinatario,
    template,
    contesto,
    intestazioni=None,
    da_inviare_dal=None,
    riservato=False,
    ccn=(),
    riguarda="",
    allegati=(),
    html="",
):
    """Queue one e-mail in the current transaction; return its ``Messaggio``, or None if nobody wants it.

    ``template`` is a path without ending: the text that staff wrote for it or, without one,
    ``…_subject.txt`` and ``…_message.txt``, are filled with ``contesto``. ``intestazioni`` are more headers
    ({name: value}). ``riservato``: the text holds a secret link; nobody reads it in the admin and it is
    emptied once sent. ``riguarda`` says what row it is about, for ``dimentica``. ``allegati`` are texts to
    attach, (name, media type, text): the daily summary leaves them out, so no kind that goes there has any.
    ``html`` is the same message for who reads HTML, whole and already escaped; the summary leaves it out too.

    Who has turned off ``motivo`` (``core.posta.motivi``) is not written to: None. For who wants it in the
    daily summary it waits there. ``ccn`` are addresses that get a copy without seeing each other: who
    queues it has asked what they want (``preferenze.chi_non_vuole``), and the message leaves for all.

    Raises ValidationError for a wrong address and ValueError for a header that is not of its caller.
    """
    for indirizzo in (destinatario, *ccn):
        validate_email(indirizzo)
    controlla(intestazioni or {})
    modo = PreferenzaPosta.Modo.SUBITO if ccn else modo_di(destinatario, motivo)
    if modo == PreferenzaPosta.Modo.MAI:
        return None
    oggetto, testo = componi(template, contesto)
    nel_riepilogo = modo == PreferenzaPosta.Modo.RIEPILOGO
    return Messaggio.objects.create(
        motivo=motivo,
        destinatario=destinatario.lower() if nel_riepilogo else destinatario,
        ccn=list(ccn),
        oggetto=oggetto,
        testo=testo,
        html=html,
        intestazioni=intestazioni or {},
        riservato=riservato,
        riguarda=riguarda,
        allegati=[list(allegato) for allegato in allegati],
        nel_riepilogo=nel_riepilogo,
        da_inviare_dal=da_inviare_dal or timezone.now(),
    )


def riprova(*, messaggi):
    """Make the unsent ``messaggi`` (a queryset) due now, with all their attempts; return how many."""
    return messaggi.filter(inviato_il=None).update(tentativi=0, da_inviare_dal=timezone.now())


@transaction.atomic
def dimentica(*, destinatario, riguarda):
    """Delete the messages to an address, sent or not, about what ``riguarda`` says; return how many."""
    return Messaggio.objects.filter(destinatario=destinatario, riguarda=riguarda).delete()[0]


def elimina_vecchi(*, adesso=None):
    """Delete the messages sent, or given up, more than ``CONSERVAZIONE`` ago; return how many."""
    limite = (adesso or timezone.now()) - CONSERVAZIONE
    abbandonati = Q(pk__in=Messaggio.objects.falliti().values("pk"), da_inviare_dal__lt=limite)
    return Messaggio.objects.filter(Q(inviato_il__lt=limite) | abbandonati).delete()[0]
