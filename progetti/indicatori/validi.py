"""Which values count: validated, and not corrected by another that is validated too."""

from django.db.models import Exists, OuterRef, Q

from progetti.models import ValoreIndicatore


def validi(*, al=None, noti_al=None):
    """Return the values that count: the queryset.

    ``al``: only those that speak of a day up to it (``riferito_al``). ``noti_al``: as they were known at the
    end of that day: validated by then, corrected only if the correction was validated by then. A value
    validated late is missing from the pictures of before; a corrected one stays in them as it was.
    """
    entro = Q(validato_il__lte=noti_al) if noti_al else Q(validato_il__isnull=False)
    correzioni = ValoreIndicatore.objects.filter(entro, corregge=OuterRef("pk"))
    righe = ValoreIndicatore.objects.filter(entro).filter(Q(superato_il=None) | ~Exists(correzioni))
    return righe.filter(riferito_al__lte=al) if al else righe
