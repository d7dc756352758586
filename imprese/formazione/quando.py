"""The instants at which the pages of courses change by themselves (``core.scadenze``)."""

from imprese.models import Incontro, Percorso


def delle_iscrizioni(dal, al):
    """Return the instants at which enrolments close, with dal < instant <= al (aware)."""
    righe = Percorso.objects.filter(iscrizioni_fino__gt=dal, iscrizioni_fino__lte=al)
    return list(righe.order_by().values_list("iscrizioni_fino", flat=True))


def degli_incontri(dal, al):
    """Return the instants at which meetings begin and end, with dal < instant <= al (aware)."""
    righe = Incontro.objects.filter(fine__gt=dal, inizio__lte=al).order_by()
    coppie = righe.values_list("inizio", "fine")
    return [istante for coppia in coppie for istante in coppia if dal < istante <= al]
