"""The calendar of the Comitato kept on one's phone, behind an address that only its owner knows.

It shares the row of the personal calendar (``progetti.area.calendario``): a new address there or here makes
both old ones worthless. What it shows is decided at every reading by the place held that day.
"""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse

from comitato.accesso import chi
from comitato.composizione.calendario import in_calendario, voci
from progetti.models import CalendarioPersonale

INDIETRO = timedelta(days=90)
AVANTI = timedelta(days=2 * 365)
FIRMA = signing.Signer(sep=".", salt="comitato.calendario")


def indirizzo(utente):
    """Return the secret address of an account, whole; empty while it has none."""
    calendario = CalendarioPersonale.objects.filter(utente=utente).first()
    if calendario is None:
        return ""
    gettone = FIRMA.sign_object([calendario.utente_id, calendario.versione])
    return settings.SITE_URL + reverse("calendario_comitato:feed", args=[gettone])


def aperto_da(gettone):
    """Return who (``Chi``) a token opens for; None when it is false, old, or no place is held today."""
    try:
        utente, versione = FIRMA.unsign_object(gettone)
    except (signing.BadSignature, ValueError):
        return None
    righe = CalendarioPersonale.objects.filter(utente=utente, versione=versione)
    calendario = righe.select_related("utente").first()
    trovato = calendario and chi(calendario.utente)
    return trovato if trovato and trovato.legge else None


def calendario_di(chi_legge, oggi):
    """Return the iCalendar of what ``chi_legge`` may see: three months back, two years ahead."""
    return in_calendario(voci(oggi - INDIETRO, oggi + AVANTI, chi_legge, oggi))
