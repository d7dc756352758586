"""A place as the addresses name it: old ones lead to the one in use."""

from django.http import Http404

from territorio.models import AppartenenzaAmbito, Comune


def ultima_appartenenza(slug):
    """Return the latest membership of the comune ``slug``, with comune and ambito.

    An abolished comune leads to the one it became part of. Raises Http404 when there is none.
    """
    righe = AppartenenzaAmbito.objects.filter(comune__slug=slug).select_related("comune", "ambito")
    ultima = righe.order_by("-dal").first()
    if ultima and not ultima.comune.confluito_in_id:
        return ultima
    soppresso = Comune.objects.filter(slug=slug, confluito_in__isnull=False).select_related("confluito_in")
    comune = soppresso.first()
    if comune is None:
        raise Http404
    return ultima_appartenenza(comune.confluito_in.slug)
