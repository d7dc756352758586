"""The only way ``verificato_il`` moves: somebody says that a sheet is right. A mere save never does it."""

from django.db import transaction

from servizi.models import Servizio, Verifica


@transaction.atomic
def verifica(*, servizi, il, come, utente=None):
    """Record that each of ``servizi`` (a queryset) was checked on the day ``il``; return the services.

    ``come`` is a ``Verifica.Come``, ``utente`` the account that says it, if any. The sheet is fresh again:
    back in the searches, and the ladder starts anew. A day that is not later than the one known is logged
    alone. Raises IntegrityError, and records nothing, when one of them has expired before that day.
    """
    chiavi = list(servizi.order_by().values_list("pk", flat=True))
    righe = list(Servizio.objects.select_for_update(of=("self",)).filter(pk__in=chiavi).order_by("pk"))
    for servizio in righe:
        if servizio.verificato_il is None or servizio.verificato_il < il:
            servizio.verificato_il, servizio.freschezza = il, Servizio.Freschezza.FRESCA
            servizio.save(update_fields=["verificato_il", "freschezza", "aggiornato_il"])
    Verifica.objects.bulk_create(
        Verifica(servizio=servizio, giorno=il, come=come, utente=utente) for servizio in righe
    )
    return righe
