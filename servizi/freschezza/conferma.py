"""“Tutto corretto?”: the mail with one button, and what happens when it is pressed. No login, one use."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from aderenti.recapiti import destinatari, parla_per
from core.posta import accoda
from servizi.freschezza import fatti
from servizi.freschezza.verifica import verifica
from servizi.models import RichiestaConferma, RigaConferma, Segnalazione, Servizio, Verifica
from servizi.segnalazioni import segnala

TEMPLATE = "servizi/email/conferma"
CONSERVAZIONE = timedelta(days=365)


class NonValeError(Exception):
    """The link opens nothing any more: its first argument is “usata”, “scaduta” or “tolta”."""


class SchedeCambiateError(Exception):
    """Sheets have changed since they were shown: ``chiavi`` are theirs. Nothing was confirmed."""

    def __init__(self, chiavi):
        super().__init__(chiavi)
        self.chiavi = chiavi


@transaction.atomic
def chiedi_conferma(*, ente, servizi, gruppi=(), passo="", oggi=None):
    """Queue a mail to each who can confirm ``servizi``, which ``ente`` runs; return the requests.

    ``gruppi`` is [(sentence, services)] for the text, ``passo`` the gravest step that it tells. Nobody to
    write to, or a demo body: no request. Demo services are left out.
    """
    chiavi = [servizio.pk for servizio in servizi if not servizio.dimostrativo]
    indirizzi = destinatari(ente, oggi) if chiavi else []
    letti = fatti.leggi(chiavi) if indirizzi else {}
    return [_manda(ente, indirizzo, letti, gruppi, passo) for indirizzo in indirizzi]


def _manda(ente, indirizzo, letti, gruppi, passo):
    richiesta = RichiestaConferma.objects.create(organizzazione=ente, destinatario=indirizzo)
    RigaConferma.objects.bulk_create(
        RigaConferma(richiesta=richiesta, servizio=servizio, impronta=voce.impronta)
        for servizio, voce in letti.values()
    )
    accoda(
        motivo="conferma",
        destinatario=indirizzo,
        template=TEMPLATE,
        contesto={
            "ente": ente,
            "passo": passo,
            "gruppi": gruppi or [("", [servizio for servizio, _voce in letti.values()])],
            "numero": len(letti),
            "pagina": settings.SITE_URL + richiesta.indirizzo(),
            "scade_il": timezone.localdate(richiesta.scade_il),
            "area": f"{settings.SITE_URL}/area-riservata/",
            "contatto": settings.CONTACT_EMAIL,
        },
        intestazioni={"Reply-To": settings.CONTACT_EMAIL} if settings.CONTACT_EMAIL else {},
        riservato=True,
    )
    return richiesta


def dimentica_richieste(*, adesso=None):
    """Delete the requests that expired more than a year ago, with their addresses; return how many.

    What was confirmed stays in ``Verifica``.
    """
    limite = (adesso or timezone.now()) - CONSERVAZIONE
    return (
        RichiestaConferma.objects.filter(scade_il__lt=limite)
        .delete()[1]
        .get(RichiestaConferma._meta.label, 0)
    )


def controlla(richiesta, adesso=None):
    """Raise NonValeError for a link that was used, has expired, or whose reader lost the access."""
    if richiesta.usata_il:
        raise NonValeError("usata")
    if richiesta.scade_il <= (adesso or timezone.now()):
        raise NonValeError("scaduta")
    if not parla_per(richiesta.organizzazione, richiesta.destinatario):
        raise NonValeError("tolta")


def da_confermare(richiesta):
    """Return the keys of the sheets of a request that can be confirmed now.

    They are of the body still, active or suspended, not expired, and nobody confirmed them after the mail.
    """
    gia = Verifica.objects.filter(servizio__in=richiesta.servizi.all(), istante__gt=richiesta.creata_il)
    servizi = richiesta.servizi.filter(gestore=richiesta.organizzazione_id, stato__in=["attivo", "sospeso"])
    servizi = servizi.exclude(pk__in=gia.values("servizio")).exclude(pk__in=servizi.scaduti().values("pk"))
    return set(servizi.values_list("pk", flat=True))


@transaction.atomic
def conferma(*, codice, impronte, errori=None):
    """Confirm the sheets of a request as they were shown, report what is wrong, and use the link up.

    ``impronte`` is {service: digest shown} of the sheets that are right, ``errori`` {service: words} of those
    that are not. Keys that the request does not hold, or that can no longer be confirmed, are left out.
    Returns the request. Raises RichiestaConferma.DoesNotExist for an unknown code, NonValeError for a link
    that opens nothing, SchedeCambiateError when a sheet to confirm has changed meanwhile: nothing is written.
    """
    richiesta = RichiestaConferma.objects.select_for_update(of=("self",)).get(codice=codice)
    controlla(richiesta)
    list(richiesta.servizi.select_for_update(of=("self",)).order_by("pk"))
    possibili = da_confermare(richiesta)
    giuste = {pk: vista for pk, vista in impronte.items() if pk in possibili}
    ora = {pk: voce.impronta for pk, (_servizio, voce) in fatti.leggi(giuste).items()}
    cambiate = [pk for pk, vista in giuste.items() if ora.get(pk) != vista]
    if cambiate:
        raise SchedeCambiateError(cambiate)
    adesso = timezone.now()
    verifica(
        servizi=Servizio.objects.filter(pk__in=giuste),
        il=timezone.localdate(adesso),
        come=Verifica.Come.LINK,
    )
    for pk, testo in (errori or {}).items():
        if pk in possibili:
            segnala(servizio=richiesta.servizi.get(pk=pk), motivo=Segnalazione.Motivo.ALTRO, testo=testo)
    richiesta.righe.filter(servizio__in=giuste).update(confermata_il=adesso)
    richiesta.usata_il = adesso
    richiesta.save(update_fields=["usata_il"])
    return richiesta
