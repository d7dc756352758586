"""Inviting somebody to keep a body's pages."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from aderenti.models import Invito, Organizzazione
from core.posta import accoda


@transaction.atomic
def invita(*, organizzazione, email, ruolo, da):
    """Invite ``email`` to keep the pages of ``organizzazione`` as ``ruolo`` and return the invitation.

    The invitation that was open for the same address is taken back: the last one counts. The mail is queued.
    """
    organizzazione = Organizzazione.objects.select_for_update(of=("self",)).get(pk=organizzazione.pk)
    email = email.strip().lower()
    organizzazione.inviti.aperti().filter(email=email).update(
        revocato_il=timezone.now(), revocato_da=da
    )
    invito = Invito.objects.create(organizzazione=organizzazione, email=email, ruolo=ruolo, creato_da=da)
    accoda(
        motivo="invito",
        destinatario=email,
        template="aderenti/email/invito",
        contesto={"invito": invito, "indirizzo": settings.SITE_URL + invito.get_absolute_url()},
    )
    return invito
