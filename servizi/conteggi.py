"""Counting views and contacts of a sheet by the day, without tracking: a page counts, not a person."""

from datetime import timedelta

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from servizi.models import ConteggioServizio, Servizio

EVENTI = {"vista": "viste", "contatto": "contatti"}
PERIODI = {"mese": 30, "anno": 365}  # days, today included


def conta(*, slug, evento):
    """Add one ``evento`` (“vista”, “contatto”) to today's row of the public service ``slug``.

    Return whether there was one to count. Two at once count two, in one statement.
    """
    campo = EVENTI.get(evento)
    servizio = Servizio.objects.pubblicati().filter(slug=slug).only("pk").first()
    if campo is None or servizio is None:
        return False
    oggi = timezone.localdate()
    ConteggioServizio.objects.get_or_create(servizio=servizio, giorno=oggi)
    ConteggioServizio.objects.filter(servizio=servizio, giorno=oggi).update(**{campo: F(campo) + 1})
    return True


def con_cifre(servizi, oggi=None):
    """Annotate services with ``viste_mese``, ``contatti_mese``, ``viste_anno``, ``contatti_anno``.

    A month is the last 30 days, a year the last 365, ``oggi`` (today) included.
    """
    oggi = oggi or timezone.localdate()
    cifre = {
        f"{campo}_{periodo}": Coalesce(
            Sum(f"conteggi__{campo}", filter=Q(conteggi__giorno__gt=oggi - timedelta(days=giorni))), 0
        )
        for periodo, giorni in PERIODI.items()
        for campo in EVENTI.values()
    }
    return servizi.annotate(**cifre)
