"""What is new for the saved searches: one e-mail each, with nothing that was already told."""

import logging
from datetime import timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core.posta import accoda, per_smettere
from core.templatetags.formati import al_giorno
from ricerca import indice, salvate
from ricerca.models import RicercaSalvata, ServizioNotato
from servizi.models import Servizio

logger = logging.getLogger(__name__)
PREAVVISO = timedelta(days=10)
IN_UNA_EMAIL = 20  # services
NOTO, CHIUDE = ServizioNotato.Motivo.NOTO, ServizioNotato.Motivo.CHIUDE


class Esito(NamedTuple):
    """How many e-mails with news, searches ended because they no longer hold, searches that broke."""

    scritte: int
    finite: int
    guaste: int


def manda(*, oggi=None):
    """Look at every saved search that is due on ``oggi`` (today) and queue its news; return an ``Esito``.

    Each search is a transaction of its own: one that breaks is logged, and tried again the next time.
    """
    oggi = oggi or timezone.localdate()
    indice.aggiorna()
    esiti = []
    for pk in list(RicercaSalvata.objects.da_guardare(oggi).order_by("pk").values_list("pk", flat=True)):
        try:
            esiti.append(esamina(pk=pk, oggi=oggi))
        except Exception:
            logger.exception("saved search %s is broken", pk)
            esiti.append("guasta")
    return Esito(*(esiti.count(parola) for parola in ("scritta", "finita", "guasta")))


@transaction.atomic
def esamina(*, pk, oggi):
    """Queue the news of one search and note what was told; return “scritta”, “finita” or “niente”.

    The row is locked: another command that runs at the same time finds it already looked at.
    """
    ricerca = RicercaSalvata.objects.da_guardare(oggi).select_for_update().filter(pk=pk).first()
    if ricerca is None:
        return "niente"
    filtro = salvate.filtro_di(ricerca.domanda, oggi)
    if not filtro.is_valid():
        return _finisci(ricerca, filtro)
    ricerca.esaminata_il = oggi
    ricerca.save()
    nuovi, chiudono = da_dire(ricerca, filtro.qs, oggi)
    if not nuovi and not chiudono:
        return "niente"
    salvate.nota(ricerca, nuovi, NOTO)
    salvate.nota(ricerca, chiudono, CHIUDE)
    _scrivi(ricerca, salvate.in_parole(filtro), nuovi, chiudono, oggi)
    return "scritta"


def da_dire(ricerca, trovati, oggi):
    """Return (new, about to close): keys of the services found that were not yet told, in order of title.

    About to close: enrolment or validity ends within ``PREAVVISO``. A new service may be in both.
    """
    entro = (oggi, oggi + PREAVVISO)
    scade = Q(iscrizioni_al__range=entro) | Q(valido_fino_al__range=entro)
    chiavi = Servizio.objects.filter(pk__in=trovati.order_by().values("pk")).order_by("titolo", "pk")

    def non_detti(servizi, motivo):
        detti = ricerca.notati.filter(motivo=motivo).values("servizio")
        return list(servizi.exclude(pk__in=detti).values_list("pk", flat=True))

    return non_detti(chiavi, NOTO), non_detti(chiavi.filter(scade), CHIUDE)


def _scrivi(ricerca, parole, nuovi, chiudono, oggi):
    """Queue the e-mail with the first services, the new ones before; the list has the others."""
    da_scrivere = list(dict.fromkeys(nuovi + chiudono))
    primi = da_scrivere[:IN_UNA_EMAIL]
    righe = {riga.pk: riga for riga in Servizio.objects.filter(pk__in=primi).per_elenco()}
    voci = [(righe[pk], scadenze(righe[pk], oggi)) for pk in primi]
    contesto = salvate.contesto_di(ricerca)
    accoda(
        motivo="novita",
        destinatario=ricerca.email,
        template="ricerca/email/novita",
        contesto=contesto
        | {
            "parole": parole,
            "nuovi": voci[: len(nuovi)],
            "chiudono": voci[len(nuovi) :],
            "quanti_nuovi": len(nuovi),
            "altri": len(da_scrivere) - len(primi),
        },
        intestazioni=per_smettere(contesto["smetti"]),
        riservato=True,
        riguarda=salvate.riferimento_di(ricerca),
    )


def scadenze(servizio, oggi):
    """Return the lines about what ends soon."""
    righe = [
        (servizio.iscrizioni_al, _("Iscrizioni aperte fino %(giorno)s")),
        (servizio.valido_fino_al, _("La scheda vale fino %(giorno)s")),
    ]
    return [
        testo % {"giorno": al_giorno(giorno)}
        for giorno, testo in righe
        if giorno and oggi <= giorno <= oggi + PREAVVISO
    ]


def _finisci(ricerca, filtro):
    """Say that a search no longer holds and how to make another, and delete it."""
    accoda(
        motivo="novita",
        destinatario=ricerca.email,
        template="ricerca/email/non_vale_piu",
        contesto=salvate.contesto_di(ricerca)
        | {
            "parole": salvate.in_breve(ricerca.domanda),
            "motivi": salvate.perche_no(ricerca.domanda, filtro),
        },
    )
    salvate.cancella(ricerca)
    return "finita"
