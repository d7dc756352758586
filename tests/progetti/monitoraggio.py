"""Small factories of the monitoring rounds."""

from datetime import date, timedelta
from itertools import count

from django.utils import timezone

from progetti.models import Rilevazione, SchedaMonitoraggio
from tests.factories import make_piano, make_progetto

_numeri = count(1)


def make_rilevazione(**campi):
    """Return an open round of a cycle (a new one), due in a month."""
    n = next(_numeri)
    campi["piano"] = campi.get("piano") or make_piano()
    valori = {
        "titolo": f"Rilevazione {n}",
        "dal": date(2026, 1, 1),
        "al": date(2026, 6, 30),
        "scade_il": timezone.localdate() + timedelta(days=30),
        "aperta_il": timezone.now(),
    }
    return Rilevazione.objects.create(**valori | campi)


def make_scheda(rilevazione=None, progetto=None, **campi):
    """Return a sheet to fill, of a project of the cycle of its round."""
    rilevazione = rilevazione or make_rilevazione()
    progetto = progetto or make_progetto(piano=rilevazione.piano)
    valori = {"scade_il": rilevazione.scade_il}
    return SchedaMonitoraggio.objects.create(rilevazione=rilevazione, progetto=progetto, **valori | campi)
