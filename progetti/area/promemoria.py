"""Reminders of the deadlines of projects: 30, 15 and 5 days before, to who keeps the capofila."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from aderenti.recapiti import destinatari
from core.posta import accoda
from core.templatetags.formati import con_articolo
from progetti.area.parole import fra_quanto
from progetti.models import PartnerProgetto, Progetto, PromemoriaScadenza
from progetti.scadenze import scadenze

SOGLIE = (5, 15, 30)  # days before, the nearest first
TEMPLATE = "progetti/email/promemoria"
MOTIVO = "scadenza_progetto"


def manda_promemoria(oggi=None):
    """Queue the reminders due on ``oggi`` (today) and return how many deadlines were told.

    Called every day. Each deadline gets one mail for each threshold, however often it runs; a late round
    sends the nearest alone; a deadline that has moved is a new one. Nobody is written to about what is done,
    nor for a demo project or body. Without anybody to write to nothing is marked: it waits for an address.
    """
    oggi = oggi or timezone.localdate()
    progetti = Progetto.objects.filter(dimostrativo=False)
    dovute = scadenze(progetti, oggi, oggi + timedelta(days=SOGLIE[-1]), oggi)
    chiavi = sorted({dovuta.progetto.pk for dovuta in dovute if not dovuta.fatta})
    return sum(_del_progetto(chiave, oggi) for chiave in chiavi)


@transaction.atomic
def _del_progetto(chiave, oggi):
    """Write the reminders of one project, its row locked; return how many deadlines they tell."""
    if not Progetto.objects.select_for_update(of=("self",)).filter(pk=chiave).exists():
        return 0
    capofila = PartnerProgetto.objects.al(oggi).filter(progetto=chiave, ruolo="capofila")
    presenza = capofila.select_related("organizzazione").first()
    indirizzi = destinatari(presenza.organizzazione, oggi) if presenza else []
    if not indirizzi:
        return 0
    dette = 0
    for dovuta in scadenze(Progetto.objects.filter(pk=chiave), oggi, oggi + timedelta(days=SOGLIE[-1]), oggi):
        if not dovuta.fatta and _segna(dovuta, oggi):
            dette += 1
            for indirizzo in indirizzi:
                _scrivi(dovuta, presenza.organizzazione, indirizzo, oggi)
    return dette


def _segna(dovuta, oggi):
    """Mark the threshold that a deadline has come to; return whether it was not marked yet."""
    manca = (dovuta.giorno - oggi).days
    soglia = next(giorni for giorni in SOGLIE if manca <= giorni)
    _riga, nuova = PromemoriaScadenza.objects.get_or_create(
        progetto_id=dovuta.progetto.pk, chiave=dovuta.chiave, giorno=dovuta.giorno, giorni=soglia
    )
    return nuova


def _scrivi(dovuta, ente, indirizzo, oggi):
    """Queue one mail."""
    percorso = reverse("area_progetti:detail", args=[ente.slug, dovuta.progetto.slug])
    accoda(
        motivo=MOTIVO,
        destinatario=indirizzo,
        template=TEMPLATE,
        contesto={
            "ente": ente.denominazione,
            "progetto": dovuta.progetto.nome,
            "scadenza": dovuta.titolo,
            "giorno": con_articolo(dovuta.giorno),
            "manca": fra_quanto(dovuta.giorno, oggi),
            "collegamento": f"{settings.SITE_URL}{percorso}",
        },
        intestazioni={"Reply-To": settings.CONTACT_EMAIL} if settings.CONTACT_EMAIL else {},
    )
