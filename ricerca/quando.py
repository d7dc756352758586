"""When a service is open, in one line of a card: its weekly hours and its dated weeks."""

from collections import defaultdict

from django.db.models import Count, Max, Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from servizi.models import Apertura, Orario
from servizi.parole import giorni_in_parole, orari_in_parole

LUNGO = 90  # letters: more hours than this are left to the sheet


def quando_in_parole(chiavi):
    """Return {service: words} for the services with these keys; nothing for those that tell no time.

    Hours of the week not over today, whichever the door; dated openings not over, from the first to the last.
    """
    oggi = timezone.localdate()
    orari = defaultdict(list)
    righe = Orario.objects.filter(Q(al__isnull=True) | Q(al__gte=oggi), servizio__in=chiavi)
    for orario in righe.order_by("giorno", "dalle"):
        orari[orario.servizio_id].append(orario)
    aperture = Apertura.objects.filter(servizio__in=chiavi, tipo=Apertura.Tipo.APERTO, al__gte=oggi)
    date = {
        servizio: (numero, dal, al)
        for servizio, numero, dal, al in aperture.order_by()
        .values_list("servizio")
        .annotate(numero=Count("pk"), primo=Min("dal"), ultimo=Max("al"))
    }
    testi = {pk: [_ore(orari[pk]), _date(date.get(pk))] for pk in chiavi}
    return {pk: "; ".join(filter(None, parti)) for pk, parti in testi.items() if any(parti)}


def _ore(orari):
    testo = orari_in_parole(orari) if orari else ""
    return testo if len(testo) <= LUNGO else _("orari diversi: vedi la scheda")


def _date(date):
    if date is None:
        return ""
    numero, dal, al = date
    testo = ngettext("%(n)d apertura, %(giorni)s", "%(n)d settimane o turni, %(giorni)s", numero)
    return testo % {"n": numero, "giorni": giorni_in_parole(dal, al)}
