"""Telling that a call has opened: once for each call, one e-mail for each address."""

import logging
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from progetti.avvisi.iscrizioni import scrivi_a
from progetti.avvisi.quando import in_parole
from progetti.models import Avviso, IscrizioneAvvisi

logger = logging.getLogger(__name__)


class Esito(NamedTuple):
    """How many calls were announced, how many e-mails queued, how many calls broke."""

    avvisi: int
    email: int
    guasti: int


def annuncia_aperture(*, adesso=None):
    """Announce the published calls open at ``adesso`` (now) that were not announced; return an ``Esito``.

    Each call is a transaction of its own: one that breaks is logged, and tried again the next time. Demo
    calls are never announced.
    """
    adesso = adesso or timezone.now()
    email, guasti = [], 0
    for pk in list(da_annunciare(adesso).order_by("apre_il", "pk").values_list("pk", flat=True)):
        try:
            email.append(_annuncia(pk=pk, adesso=adesso))
        except Exception:
            logger.exception("the opening of call %s was not announced", pk)
            guasti += 1
    fatti = [numero for numero in email if numero is not None]
    return Esito(len(fatti), sum(fatti), guasti)


def da_annunciare(adesso):
    """Return the calls to announce at the instant ``adesso``."""
    return Avviso.objects.pubblicati().aperti(adesso).filter(apertura_annunciata_il=None, dimostrativo=False)


@transaction.atomic
def _annuncia(*, pk, adesso):
    """Queue the e-mails of one call and return how many; None when another command has done it meanwhile."""
    avviso = da_annunciare(adesso).select_for_update(of=("self",)).filter(pk=pk).first()
    if avviso is None:
        return None
    Avviso.objects.filter(pk=pk).update(apertura_annunciata_il=adesso)
    chi = IscrizioneAvvisi.objects.confermate().order_by("pk")
    contesto = {
        "titolo": avviso.titolo,
        "sintesi": avviso.sintesi,
        "chiude": in_parole(avviso.chiude_il, con_ora=avviso.ore_note) if avviso.chiude_il else "",
        "pagina": settings.SITE_URL + avviso.get_absolute_url(),
    }
    for iscrizione in chi:
        scrivi_a(iscrizione, "apertura", motivo="apertura-avviso", **contesto)
    return len(chi)
