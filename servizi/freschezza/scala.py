"""The daily round of the ladder: each body's services take the step of today, with one mail about them.

What was done is derived from the rows of ``PassoFreschezza``: run twice, or two together, or after days of
silence, no step is taken twice and none is skipped.
"""

import logging
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from aderenti.models import Organizzazione
from aderenti.recapiti import scrivibile
from core.posta import accoda
from servizi.freschezza import scadenze
from servizi.freschezza.conferma import chiedi_conferma
from servizi.freschezza.passi import FRESCHEZZE, Passo, prossimo
from servizi.freschezza.regole import Regole
from servizi.models import PassoFreschezza, Servizio

logger = logging.getLogger(__name__)


class Esito(NamedTuple):
    """How many steps were taken, warnings of expiry given, bodies whose services could not be looked at."""

    passi: int
    avvisi: int
    guasti: int


def scala(oggi):
    """Take the steps of the day ``oggi`` for every real service and return an ``Esito``.

    Each body is a transaction of its own: one that breaks is logged, and tried again the next time.
    """
    riporta()
    passi = avvisi = guasti = 0
    regole = Regole()
    for pk in _enti(oggi):
        try:
            fatti, detti = _cura(pk, regole, oggi)
        except Exception:
            logger.exception("the services of the body %s cannot be looked at", pk)
            guasti += 1
        else:
            passi, avvisi = passi + fatti, avvisi + detti
    avvisa_ats()
    return Esito(passi, avvisi, guasti)


@transaction.atomic
def riporta():
    """Make fresh again the services whose mark is of a cycle that is over, however the day was moved."""
    con_passo = PassoFreschezza.objects.in_corso().filter(passo__in=FRESCHEZZE).values("servizio")
    segnati = Servizio.objects.exclude(freschezza=Servizio.Freschezza.FRESCA).exclude(pk__in=con_passo)
    for servizio in _veri(segnati).select_for_update(of=("self",)).order_by("pk"):
        servizio.freschezza = Servizio.Freschezza.FRESCA
        servizio.save(update_fields=["freschezza", "aggiornato_il"])


def _veri(servizi):
    return servizi.filter(dimostrativo=False, gestore__dimostrativo=False)


def _enti(oggi):
    """Return the keys of the bodies with something to do, in order."""
    da_guardare = [
        _veri(Servizio.objects.da_ricontrollare(oggi)),
        _veri(scadenze.da_avvisare(oggi)),
    ]
    return sorted(
        {pk for servizi in da_guardare for pk in servizi.order_by().values_list("gestore", flat=True)}
    )


@transaction.atomic
def _cura(pk, regole, oggi):
    """Take the steps of one body, all its services to look at locked at once; return (steps, warnings)."""
    ente = Organizzazione.objects.get(pk=pk)
    servizi = _veri(ente.servizi.da_ricontrollare(oggi))
    chiavi = _chiavi(servizi) | _chiavi(_veri(scadenze.da_avvisare(oggi)).filter(gestore=ente))
    righe = ente.servizi.filter(pk__in=chiavi).select_for_update(of=("self",)).select_related("tipologia")
    bloccati = list(righe.order_by("pk"))
    ancora = _chiavi(servizi)  # another may have confirmed some while this waited
    dovuti = [servizio for servizio in bloccati if servizio.pk in ancora]
    fatti = _fatti(dovuti)
    mossi = {}
    for servizio in dovuti:
        passo = prossimo(fatti.get(servizio.pk, {}), regole.di(servizio), regole.scadenza(servizio), oggi)
        if passo:
            _segna(servizio, passo, oggi)
            mossi.setdefault(passo, []).append(servizio)
    _scrivi(ente, mossi, dovuti, oggi)
    return sum(map(len, mossi.values())), scadenze.avvisa(ente, bloccati, oggi)


def _chiavi(servizi):
    return set(servizi.order_by().values_list("pk", flat=True))


def _fatti(servizi):
    """Return {service: {step: day}} of the cycle each one is in."""
    fatti = {}
    righe = PassoFreschezza.objects.in_corso().filter(servizio__in=servizi)
    for servizio, passo, quando in righe.values_list("servizio", "passo", "quando"):
        fatti.setdefault(servizio, {})[passo] = quando
    return fatti


def _segna(servizio, passo, oggi):
    """Write the step and what the sheet becomes with it."""
    PassoFreschezza.objects.create(servizio=servizio, ciclo=servizio.verificato_il, passo=passo, quando=oggi)
    if passo in FRESCHEZZE:
        servizio.freschezza = FRESCHEZZE[passo]
        servizio.save(update_fields=["freschezza", "aggiornato_il"])


def _scrivi(ente, mossi, dovuti, oggi):
    """Queue the one mail of the body: what moved today, gravest first, then what else waits.

    The last step is of ATS alone; the mail lists those services among the others only when it leaves anyway.
    """
    frasi = [
        (Passo.NASCOSTA, _("Da oggi sono fuori dalle ricerche, perché nessuno le ha confermate:")),
        (Passo.DA_CONFERMARE, _("Da oggi chi le legge vede «da confermare»:")),
        (Passo.SECONDO, _("Te le avevamo già chieste:")),
        (Passo.PRIMO, _("È ora di ricontrollarle:")),
    ]
    gruppi = [(frase, mossi[passo]) for passo, frase in frasi if passo in mossi]
    if not gruppi:
        return
    detti = {servizio.pk for _frase, servizi in gruppi for servizio in servizi}
    altri = [servizio for servizio in dovuti if servizio.pk not in detti]
    if altri:
        gruppi.append((_("Aspettano ancora una conferma anche queste:"), altri))
    peggiore = next(passo for passo, _frase in frasi if passo in mossi)
    chiedi_conferma(ente=ente, servizi=dovuti, gruppi=gruppi, passo=peggiore, oggi=oggi)


@transaction.atomic
def avvisa_ats():
    """Queue the one mail that tells ATS whom to call, about the steps not told yet; return how many."""
    da_dire = PassoFreschezza.objects.filter(passo=Passo.TELEFONATA, detto_ad_ats_il__isnull=True)
    righe = list(da_dire.select_for_update(of=("self",)).order_by("pk"))
    if not righe or not scrivibile(settings.CONTACT_EMAIL):
        return 0
    passi = PassoFreschezza.objects.filter(pk__in=[riga.pk for riga in righe])
    per_ente = ["servizio__gestore__denominazione", "servizio__gestore", "servizio__titolo", "pk"]
    accoda(
        motivo="telefonare",
        destinatario=settings.CONTACT_EMAIL,
        template="servizi/email/telefonare",
        contesto={
            "passi": passi.select_related("servizio__gestore").order_by(*per_ente),
            "numero": len(righe),
            "elenco": f"{settings.SITE_URL}/admin/servizi/servizio/?da_fare=telefonare",
        },
    )
    passi.update(detto_ad_ats_il=timezone.now())
    return len(righe)
