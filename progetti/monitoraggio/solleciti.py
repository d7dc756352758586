"""Reminders of the sheets that are late: the day after, then once a week, to who keeps the capofila."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from aderenti.recapiti import destinatari
from core.posta import accoda
from core.templatetags.formati import con_articolo
from progetti.models import PartnerProgetto, SchedaMonitoraggio
from progetti.monitoraggio.azioni import DA_FARE

TEMPLATE = "progetti/email/scheda_in_ritardo"
MOTIVO = "scadenza_progetto"
OGNI = 7  # days


def sollecita_schede(oggi=None):
    """Queue the reminders due on ``oggi`` (today) and return of how many sheets.

    One, eight, fifteen … days after the day of the sheet; once a day however often it runs. Never for demo
    rounds, closed ones, or a capofila without an address.
    """
    oggi = oggi or timezone.localdate()
    tardi = SchedaMonitoraggio.objects.filter(
        stato__in=DA_FARE,
        scade_il__lt=oggi,
        rilevazione__chiusa_il=None,
        rilevazione__dimostrativo=False,
        progetto__dimostrativo=False,
    )
    dovute = [s.pk for s in tardi if (oggi - s.scade_il).days % OGNI == 1]
    return sum(_sollecita(pk, oggi) for pk in dovute)


@transaction.atomic
def _sollecita(pk, oggi):
    scheda = SchedaMonitoraggio.objects.select_for_update(of=("self",)).get(pk=pk)
    if scheda.sollecitata_il == oggi or scheda.stato not in DA_FARE:
        return False
    capofila = PartnerProgetto.objects.al(oggi).filter(progetto=scheda.progetto_id, ruolo="capofila")
    presenza = capofila.select_related("organizzazione").first()
    indirizzi = destinatari(presenza.organizzazione, oggi) if presenza else []
    if not indirizzi:
        return False
    scheda.sollecitata_il = oggi
    scheda.save(update_fields=["sollecitata_il"])
    percorso = reverse(
        "area_monitoraggio:detail", args=[presenza.organizzazione.slug, scheda.progetto.slug, scheda.pk]
    )
    for indirizzo in indirizzi:
        accoda(
            motivo=MOTIVO,
            destinatario=indirizzo,
            template=TEMPLATE,
            contesto={
                "ente": presenza.organizzazione.denominazione,
                "progetto": scheda.progetto.nome,
                "rilevazione": str(scheda.rilevazione),
                "giorno": con_articolo(scheda.scade_il),
                "collegamento": f"{settings.SITE_URL}{percorso}",
            },
            intestazioni={"Reply-To": settings.CONTACT_EMAIL} if settings.CONTACT_EMAIL else {},
        )
    return True
