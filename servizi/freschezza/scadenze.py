"""The end of validity: a warning 30 and 7 days before, a notice when the sheet has left the lists."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from aderenti.recapiti import destinatari
from core.posta import accoda
from servizi.freschezza.passi import Passo
from servizi.models import PassoFreschezza, Servizio

PREAVVISI = [(Passo.SCADE_7, timedelta(days=7)), (Passo.SCADE_30, timedelta(days=30))]
MEMORIA = timedelta(days=30)  # of what expired longer ago nobody is told


def avviso_di(servizio, oggi):
    """Return the warning that a service with an end of validity is owed on ``oggi``; None for none."""
    manca = servizio.valido_fino_al - oggi
    if manca < timedelta(0):
        return Passo.SCADUTA if -manca <= MEMORIA else None
    return next((passo for passo, entro in PREAVVISI if manca <= entro), None)


def da_avvisare(oggi):
    """Return the active or suspended services that end, or ended, around ``oggi``, not yet told so."""
    quando = Q(valido_fino_al__range=(oggi - MEMORIA, oggi + PREAVVISI[-1][1]))
    detto = PassoFreschezza.objects.filter(servizio=OuterRef("pk"), ciclo=OuterRef("valido_fino_al"))
    non_detto = (
        Q(valido_fino_al__lt=oggi) & ~Exists(detto.filter(passo=Passo.SCADUTA))
        | Q(valido_fino_al__gte=oggi)
        & Q(valido_fino_al__lte=oggi + PREAVVISI[0][1])
        & ~Exists(detto.filter(passo=Passo.SCADE_7))
        | Q(valido_fino_al__gt=oggi + PREAVVISI[0][1]) & ~Exists(detto.filter(passo=Passo.SCADE_30))
    )
    return Servizio.objects.filter(quando, non_detto, stato__in=["attivo", "sospeso"])


def avvisa(ente, bloccati, oggi):
    """Queue the one mail of a body about those of its sheets that end; return how many it tells.

    ``bloccati`` are services whose rows the caller has locked: what another round told meanwhile is seen.
    """
    chiavi = [servizio.pk for servizio in bloccati]
    servizi = list(da_avvisare(oggi).filter(pk__in=chiavi).order_by("valido_fino_al", "titolo", "pk"))
    PassoFreschezza.objects.bulk_create(
        PassoFreschezza(servizio=s, ciclo=s.valido_fino_al, passo=avviso_di(s, oggi), quando=oggi)
        for s in servizi
    )
    if servizi:
        _scrivi(ente, servizi, oggi)
    return len(servizi)


def _scrivi(ente, servizi, oggi):
    scadute = [servizio for servizio in servizi if servizio.scaduto(oggi)]
    for indirizzo in destinatari(ente, oggi):
        accoda(
            motivo="scadenza",
            destinatario=indirizzo,
            template="servizi/email/scadenza",
            contesto={
                "ente": ente,
                "scadute": scadute,
                "scadono": [servizio for servizio in servizi if servizio not in scadute],
                "area": f"{settings.SITE_URL}/area-riservata/",
                "contatto": settings.CONTACT_EMAIL,
            },
            intestazioni={"Reply-To": settings.CONTACT_EMAIL} if settings.CONTACT_EMAIL else {},
        )
