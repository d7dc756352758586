"""The calendar of deadlines that one person keeps on the phone, behind an address that only its owner knows.

The address is signed and holds the account and a version: a new one (``rinnova_calendario``) makes the old
one worthless. What it shows is decided at every reading by the accesses in force.
"""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from aderenti.models import Organizzazione
from core import ics
from progetti.models import CalendarioPersonale, PartnerProgetto, Progetto
from progetti.scadenze import scadenze

INDIETRO = timedelta(days=90)
AVANTI = timedelta(days=2 * 365)
FIRMA = signing.Signer(sep=".", salt="progetti.calendario")


@transaction.atomic
def apri_calendario(*, utente):
    """Return the calendar of an account, made when there is none."""
    return CalendarioPersonale.objects.get_or_create(utente=utente)[0]


@transaction.atomic
def rinnova_calendario(*, utente):
    """Give a calendar a new address: the old one opens nothing from now on. Returns the calendar."""
    calendario = apri_calendario(utente=utente)
    CalendarioPersonale.objects.filter(pk=calendario.pk).update(versione=F("versione") + 1)
    calendario.refresh_from_db()
    return calendario


def indirizzo(calendario):
    """Return the secret address of a calendar, whole."""
    gettone = FIRMA.sign_object([calendario.utente_id, calendario.versione])
    return settings.SITE_URL + reverse("calendario:feed", args=[gettone])


def aperto_da(gettone):
    """Return the account whose calendar a token opens; None when it is false, old, or the account is off."""
    try:
        utente, versione = FIRMA.unsign_object(gettone)
    except (signing.BadSignature, ValueError):
        return None
    righe = CalendarioPersonale.objects.filter(utente=utente, versione=versione, utente__is_active=True)
    calendario = righe.select_related("utente").first()
    return calendario and calendario.utente


def enti_di(utente):
    """Return the bodies whose deadlines an account sees: those of its accesses in force."""
    return Organizzazione.objects.di(utente).order_by("denominazione", "pk")


def dovute_di(enti, oggi):
    """Return [(deadline not done, body it is shown for)] of the projects that ``enti`` are in on ``oggi``."""
    presenze = PartnerProgetto.objects.al(oggi).filter(organizzazione__in=enti)
    presenze = presenze.select_related("organizzazione").order_by("organizzazione__denominazione", "pk")
    per_progetto = {}
    for presenza in presenze:
        per_progetto.setdefault(presenza.progetto_id, presenza.organizzazione)
    progetti = Progetto.objects.filter(pk__in=per_progetto)
    dovute = scadenze(progetti, oggi - INDIETRO, oggi + AVANTI, oggi)
    return [(dovuta, per_progetto[dovuta.progetto.pk]) for dovuta in dovute if not dovuta.fatta]


def calendario_di(enti, oggi):
    """Return the iCalendar of the deadlines of ``enti``: a day each, with the way to its page."""
    adesso = timezone.now()
    eventi = [
        ics.evento(
            uid=f"scadenza-{dovuta.progetto.pk}-{dovuta.chiave.replace(':', '-')}",
            dal=dovuta.giorno,
            al=dovuta.giorno,
            titolo=_titolo(dovuta),
            testo=_("Per %(ente)s.") % {"ente": ente.denominazione},
            percorso=reverse("area_progetti:detail", args=[ente.slug, dovuta.progetto.slug]),
            scritto_il=adesso,
        )
        for dovuta, ente in dovute_di(enti, oggi)
    ]
    return ics.calendario(_("Scadenze dei progetti"), eventi)


def _titolo(dovuta):
    """Return what is due and of which project, with the mark of what is invented."""
    titolo = f"{dovuta.titolo} · {dovuta.progetto.nome}"
    return (
        _("%(titolo)s (dati dimostrativi)") % {"titolo": titolo} if dovuta.progetto.dimostrativo else titolo
    )
