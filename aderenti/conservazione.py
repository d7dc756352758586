"""Retention: what is no longer needed goes away after twelve months, and a report says how much."""

from datetime import datetime, time

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from aderenti.models import Accesso, Invito, RapportoConservazione, Referente, RichiestaAccesso
from core.posta import accoda
from utenti.models import Utente
from utenti.services import sospendi


def un_anno_prima(oggi):
    """Return the same day of the year before (28 February for the 29th)."""
    try:
        return oggi.replace(year=oggi.year - 1)
    except ValueError:
        return oggi.replace(year=oggi.year - 1, day=28)


@transaction.atomic
def conserva(oggi):
    """Delete and close what has been over for more than a year on ``oggi``; return the rows of the report.

    A row is ``{"che_cosa": words, "quanti": number}``, one a kind, zeros too. When anything was done the
    report is kept (``RapportoConservazione``); doing it again the same day does nothing.
    """
    limite = un_anno_prima(oggi)
    momento = timezone.make_aware(datetime.combine(limite, time.min))
    righe = [
        _riga(_("referenti finiti da più di un anno, tolti"), _referenti(limite)),
        _riga(_("inviti usati, revocati o scaduti da più di un anno, tolti"), _inviti(momento)),
        _riga(_("richieste di accesso di più di un anno fa, tolte"), _richieste(momento)),
        _riga(_("account senza accessi da più di un anno, chiusi"), _account(momento)),
    ]
    if any(riga["quanti"] for riga in righe):
        RapportoConservazione.objects.create(giorno=oggi, righe=righe)
    return righe


def senza_accessi_dal(momento):
    """Return the open accounts, not of staff, that have had no access and no invitation since ``momento``.

    Demo accounts are left out: they are for whoever tries the portal.
    """
    ancora = Accesso.objects.filter(utente=OuterRef("pk")).filter(
        Q(tolto_il__isnull=True) | Q(tolto_il__gte=momento)
    )
    invitati = Invito.objects.validi().filter(email__iexact=OuterRef("email"))
    return Utente.objects.filter(
        ~Exists(ancora),
        ~Exists(invitati),
        is_active=True,
        is_staff=False,
        is_superuser=False,
        dimostrativo=False,
        date_joined__lt=momento,
    )


def _riga(che_cosa, quanti):
    return {"che_cosa": che_cosa, "quanti": quanti}


def _referenti(limite):
    return Referente.objects.filter(al__lt=limite).delete()[0]


def _inviti(momento):
    finiti = Q(usato_il__lt=momento) | Q(revocato_il__lt=momento) | Q(usato_il=None, scade_il__lt=momento)
    return Invito.objects.filter(finiti).delete()[0]


def _richieste(momento):
    finite = Q(decisa_il__lt=momento) | Q(decisa_il=None, creata_il__lt=momento)
    return RichiestaAccesso.objects.filter(finite).delete()[0]


def _account(momento):
    utenti = list(senza_accessi_dal(momento).select_for_update(of=("self",)))
    for utente in utenti:
        sospendi(utente=utente)
        accoda(
            motivo="account-chiuso",
            destinatario=utente.email,
            template="aderenti/email/account_chiuso",
            contesto={},
        )
    return len(utenti)
