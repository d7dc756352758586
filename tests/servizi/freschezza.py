"""What the tests of the freshness ladder share: days, bodies that answer, what was queued."""

from datetime import date, timedelta

from core.models import Messaggio
from servizi.models import PassoFreschezza
from tests.factories import make_aderente, make_servizio

VERIFICATO = date(2026, 1, 1)
DOVUTO = VERIFICATO + timedelta(days=180)


def dopo(giorni):
    """Return the day ``giorni`` after the check was due."""
    return DOVUTO + timedelta(days=giorni)


def make_curato(email="cura@example.org", **campi):
    """Return a service verified on VERIFICATO whose body has an office with an e-mail."""
    campi["gestore"] = campi.get("gestore") or make_aderente(email=email)
    return make_servizio(**{"verificato_il": VERIFICATO} | campi)


def posta(**filtri):
    """Return the messages of the outbox, in order."""
    return list(Messaggio.objects.filter(**filtri).order_by("pk"))


def passi(servizio):
    """Return the steps taken for a service, in order of day: (step, day)."""
    righe = PassoFreschezza.objects.filter(servizio=servizio).order_by("quando", "pk")
    return list(righe.values_list("passo", "quando"))
