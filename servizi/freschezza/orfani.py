"""Members that nobody keeps the pages of: once a month their office is asked who does."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from aderenti.models import Organizzazione
from aderenti.recapiti import scrivibile
from core.posta import accoda
from servizi.models import SollecitoReferente

logger = logging.getLogger(__name__)
OGNI = timedelta(days=30)


def sollecita(oggi):
    """Queue a mail to each real member without a referent, not asked in the last 30 days; return how many.

    One that breaks is logged and stops no other.
    """
    recenti = SollecitoReferente.objects.filter(giorno__gt=oggi - OGNI).values("organizzazione")
    orfani = Organizzazione.objects.attivi(oggi).senza_referente().filter(dimostrativo=False)
    numero = 0
    for pk in list(orfani.exclude(pk__in=recenti).order_by("pk").values_list("pk", flat=True)):
        try:
            numero += _sollecita(pk, oggi)
        except Exception:
            logger.exception("the office of the body %s cannot be asked", pk)
    return numero


@transaction.atomic
def _sollecita(pk, oggi):
    """Ask one office, its row locked; return whether it was asked."""
    ente = Organizzazione.objects.select_for_update(of=("self",)).get(pk=pk)
    gia = ente.solleciti_referente.filter(giorno__gt=oggi - OGNI).exists()
    if gia or not scrivibile(ente.email):
        return False
    SollecitoReferente.objects.create(organizzazione=ente, giorno=oggi)
    accoda(
        motivo="chi-cura",
        destinatario=ente.email,
        template="servizi/email/chi_cura",
        contesto={
            "ente": ente,
            "scheda": settings.SITE_URL + ente.get_absolute_url(),
            "chiedi": f"{settings.SITE_URL}{ente.get_absolute_url()}chiedi-accesso/",
            "contatto": settings.CONTACT_EMAIL,
        },
        intestazioni={"Reply-To": settings.CONTACT_EMAIL} if settings.CONTACT_EMAIL else {},
    )
    return True
