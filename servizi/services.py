"""Actions on services that write more than one row."""

from servizi.freschezza.verifica import verifica
from servizi.models import Verifica


def servizi_verificati(*, servizi, il, utente=None):
    """Record that ATS checked each of ``servizi`` (a queryset) on the day ``il``; return how many.

    Raises IntegrityError, and records nothing, when one of them has expired before that day.
    """
    return len(verifica(servizi=servizi, il=il, come=Verifica.Come.ATS, utente=utente))
