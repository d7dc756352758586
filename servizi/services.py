"""Actions on services that write more than one row."""

from django.db import transaction


@transaction.atomic
def servizi_verificati(*, servizi, il):
    """Record that somebody checked each of ``servizi`` (a queryset) on the day ``il``; return how many.

    Raises IntegrityError, and records nothing, when one of them has expired before that day.
    """
    righe = list(servizi.select_for_update(of=("self",)))
    for servizio in righe:
        servizio.verificato_il = il
        servizio.save()
    return len(righe)
