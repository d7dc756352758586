"""An enrolment, step by step: each on the locked row of its course, each told by e-mail."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.posta import accoda, dimentica
from core.templatetags.formati import con_articolo
from imprese.models import Iscrizione, Percorso

Stato = Iscrizione.Stato
MOTIVO = "formazione"
ORE_PER_CONFERMARE = 48


def aperte(percorso, adesso=None):
    """Return whether a course (``con_date``) takes enrolments: not after its term, begun or called off."""
    adesso = adesso or timezone.now()
    if percorso.annullato_il:
        return False
    termine = percorso.iscrizioni_fino or percorso.inizia
    return termine is not None and adesso < min(termine, percorso.inizia)


@transaction.atomic
def iscrivi(*, percorso, ente, email, partecipante="", promemoria=False, dimensione="", settore=""):
    """Ask for a seat: nothing is taken until the address confirms. Nothing tells who is enrolled already.

    ``dimensione`` and ``settore`` of the organisation, when it tells them, are for counting
    the firms reached. Raises ValidationError when enrolments are closed.
    """
    percorso = _blocca(percorso.pk)
    if not aperte(percorso):
        raise ValidationError(_("Le iscrizioni a questo percorso sono chiuse."))
    gia = percorso.iscrizioni.filter(email__iexact=email).exclude(stato=Stato.ANNULLATA).first()
    if gia is not None and gia.stato != Stato.DA_CONFERMARE:
        scrivi(gia, "iscrizione_gia")
        return
    iscrizione = gia or Iscrizione(percorso=percorso, email=email)
    iscrizione.ente, iscrizione.partecipante = ente.strip(), partecipante.strip()
    iscrizione.dimensione, iscrizione.settore = dimensione, settore
    iscrizione.promemoria, iscrizione.chiesta_il = promemoria, timezone.now()
    iscrizione.full_clean(exclude=["codice"])
    iscrizione.save()
    scrivi(iscrizione, "iscrizione_conferma")


@transaction.atomic
def conferma(*, codice, adesso=None):
    """Take a seat, or a place in the waiting list when they are full; return the ``Iscrizione``.

    Confirming twice changes nothing. Raises Iscrizione.DoesNotExist for an unknown code; ValidationError
    when it was cancelled, is too old, or enrolments closed meanwhile.
    """
    adesso = adesso or timezone.now()
    percorso, iscrizione = _apri(codice)
    if iscrizione.stato in (Stato.CONFERMATA, Stato.IN_LISTA):
        return iscrizione
    troppo_tardi = adesso - iscrizione.chiesta_il > timedelta(hours=ORE_PER_CONFERMARE)
    if iscrizione.stato == Stato.ANNULLATA or troppo_tardi:
        raise ValidationError(_("Questo collegamento non vale più: iscriviti di nuovo."))
    if not aperte(percorso, adesso):
        raise ValidationError(_("Le iscrizioni a questo percorso sono chiuse."))
    iscrizione.in_fila_il = adesso
    iscrizione.stato = Stato.CONFERMATA if posti_liberi(percorso) > 0 else Stato.IN_LISTA
    iscrizione.save()
    scrivi(iscrizione, "iscrizione_fatta" if iscrizione.stato == Stato.CONFERMATA else "iscrizione_lista")
    return iscrizione


@transaction.atomic
def annulla(*, codice):
    """Give a seat back: the first of the waiting list takes it and is told. Twice changes nothing."""
    percorso, iscrizione = _apri(codice)
    if iscrizione.stato == Stato.ANNULLATA:
        return iscrizione
    iscrizione.stato, iscrizione.annullata_il = Stato.ANNULLATA, timezone.now()
    iscrizione.save()
    scorri(percorso)
    return iscrizione


def scorri(percorso):
    """Give the free seats of a course, whose row the caller has locked, to the waiting list in order."""
    if percorso.annullato_il or percorso.inizia is None or percorso.inizia <= timezone.now():
        return []
    promosse = list(percorso.iscrizioni.in_coda()[: max(posti_liberi(percorso), 0)])
    for iscrizione in promosse:
        iscrizione.stato, iscrizione.promossa_il = Stato.CONFERMATA, timezone.now()
        iscrizione.save()
        scrivi(iscrizione, "iscrizione_promossa")
    return promosse


def posti_liberi(percorso):
    """Return the seats that nobody holds."""
    return percorso.posti - percorso.iscrizioni.sedute().count()


@transaction.atomic
def ricorda(*, chiave, adesso):
    """Queue the reminder of one enrolment that asked for it, once; return whether it was queued."""
    iscrizione = Iscrizione.objects.select_for_update(of=("self",)).select_related("percorso").get(pk=chiave)
    if iscrizione.ricordata_il or iscrizione.stato != Stato.CONFERMATA or not iscrizione.promemoria:
        return False
    iscrizione.ricordata_il = adesso
    iscrizione.save(update_fields=["ricordata_il"])
    scrivi(iscrizione, "iscrizione_promemoria")
    return True


@transaction.atomic
def rendi_anonima(*, chiave, adesso):
    """Drop what tells who an enrolment is of, and every e-mail about it; counts and certificates stay."""
    iscrizione = Iscrizione.objects.select_for_update(of=("self",)).get(pk=chiave)
    dimentica(destinatario=iscrizione.email, riguarda=riferimento(iscrizione))
    iscrizione.ente = iscrizione.partecipante = iscrizione.email = ""
    iscrizione.anonima_il = adesso
    iscrizione.save()


def riferimento(iscrizione):
    """Return what its e-mails say they are about."""
    return f"iscrizione {iscrizione.pk}"


def indirizzo(iscrizione):
    """Return the absolute address of the page of an enrolment."""
    return settings.SITE_URL + reverse("imprese:enrolment", args=[iscrizione.codice])


def _blocca(chiave):
    """Return the course, locked, with its dates."""
    Percorso.objects.select_for_update().get(pk=chiave)
    return Percorso.objects.con_date().get(pk=chiave)


def _apri(codice):
    """Return (course, enrolment) of a code, the course locked first: seats are given one at a time."""
    chiave = Iscrizione.objects.values_list("percorso", flat=True).get(codice=codice)
    percorso = _blocca(chiave)
    return percorso, Iscrizione.objects.select_for_update(of=("self",)).get(codice=codice)


def scrivi(iscrizione, template, testo=""):
    """Queue a mail to who enrolled, perhaps with words of the office: a private link, never shown to it."""
    percorso = Percorso.objects.con_date().get(pk=iscrizione.percorso_id)
    accoda(
        motivo=MOTIVO,
        destinatario=iscrizione.email,
        template=f"imprese/email/{template}",
        contesto={
            "percorso": percorso.titolo,
            "quando": con_articolo(timezone.localdate(percorso.inizia)) if percorso.inizia else "",
            "dove": percorso.luogo,
            "testo": testo,
            "collegamento": indirizzo(iscrizione),
        },
        riservato=True,
        riguarda=riferimento(iscrizione),
        intestazioni={"Reply-To": settings.CONTACT_EMAIL} if settings.CONTACT_EMAIL else {},
    )
