"""Actions on the reports of citizens: receive one and tell who can correct the sheet; close it."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from aderenti.models import Referente
from aderenti.recapiti import scrivibile
from core.posta import accoda
from servizi.models import Segnalazione, Servizio

UGUALE_PER = timedelta(days=1)
TEMPLATE = "servizi/email/segnalazione"


@transaction.atomic
def segnala(*, servizio, motivo, testo=""):
    """Record that the sheet of ``servizio`` is wrong and queue the mails; return (report, whether new).

    The same reason told again within a day for the same sheet, both times without words of their own, is the
    report that is already open: nothing is written. Nothing of who tells is kept. Raises
    Servizio.DoesNotExist when the sheet is no longer public.
    """
    servizio = Servizio.objects.pubblicati().select_for_update(of=("self",)).get(pk=servizio.pk)
    uguale = None if testo else _gia_aperta(servizio, motivo)
    if uguale:
        return uguale, False
    segnalazione = Segnalazione.objects.create(servizio=servizio, motivo=motivo, testo=testo)
    for indirizzo in destinatari(servizio):
        _avvisa(segnalazione, indirizzo)
    return segnalazione, True


def destinatari(servizio):
    """Return the addresses to tell, each once: office, referents of the body in force today, ATS.

    The office and the body of a demo service do not exist: only ATS is told. What is no address is left out:
    the report must not be lost with it.
    """
    indirizzi = [settings.CONTACT_EMAIL]
    if not servizio.dimostrativo:
        referenti = Referente.objects.al().filter(organizzazione=servizio.gestore_id, dimostrativo=False)
        indirizzi = [servizio.email, *referenti.order_by("pk").values_list("email", flat=True), *indirizzi]
    return list({indirizzo.lower(): indirizzo for indirizzo in indirizzi if scrivibile(indirizzo)}.values())


@transaction.atomic
def chiudi(*, segnalazione, stato, risposta):
    """Close a report with the state ``stato`` and its answer; return it as saved.

    One that was closed already keeps the instant it was closed at. Raises ValidationError for a state that
    does not close, or without an answer.
    """
    if stato not in Segnalazione.CHIUSE or not risposta.strip():
        raise ValidationError(_("Per chiudere una segnalazione scrivi la risposta."), code="risposta")
    segnalazione = Segnalazione.objects.select_for_update(of=("self",)).get(pk=segnalazione.pk)
    segnalazione.stato = stato
    segnalazione.risposta = risposta.strip()
    segnalazione.chiusa_il = segnalazione.chiusa_il or timezone.now()
    segnalazione.save(update_fields=["stato", "risposta", "chiusa_il"])
    return segnalazione


@transaction.atomic
def riapri(*, segnalazione, stato, risposta):
    """Write the state ``stato``, that does not close, and what there is of the answer; return it as saved."""
    segnalazione = Segnalazione.objects.select_for_update(of=("self",)).get(pk=segnalazione.pk)
    segnalazione.stato, segnalazione.risposta, segnalazione.chiusa_il = stato, risposta.strip(), None
    segnalazione.save(update_fields=["stato", "risposta", "chiusa_il"])
    return segnalazione


def aperte(segnalazioni):
    """Return those of the queryset ``segnalazioni`` that wait for an answer."""
    return segnalazioni.exclude(stato__in=Segnalazione.CHIUSE)


def _gia_aperta(servizio, motivo):
    da = timezone.now() - UGUALE_PER
    return aperte(servizio.segnalazioni).filter(motivo=motivo, testo="", creata_il__gte=da).first()


def _avvisa(segnalazione, indirizzo):
    """Queue one mail; who answers it writes to ATS, which closes the report."""
    ats = settings.CONTACT_EMAIL
    pagina = reverse("admin:servizi_segnalazione_change", args=[segnalazione.pk])
    accoda(
        motivo="segnalazione",
        destinatario=indirizzo,
        template=TEMPLATE,
        contesto={
            "segnalazione": segnalazione,
            "servizio": segnalazione.servizio,
            "scheda": settings.SITE_URL + segnalazione.servizio.get_absolute_url(),
            "gestione": settings.SITE_URL + pagina if indirizzo == ats else "",
            "contatto": ats,
        },
        intestazioni={"Reply-To": ats} if ats and indirizzo != ats else {},
    )
