"""The instants at which the pages of the events change by themselves (``core.scadenze``)."""

from django.db.models import Q

from redazione.eventi.models import DataEvento, Evento


def uscite(dal, al):
    """Return the instants at which events come out or leave, with dal < instant <= al (aware)."""
    escono = Q(pubblica_dal__gt=dal, pubblica_dal__lte=al)
    si_tolgono = Q(pubblica_fino__gt=dal, pubblica_fino__lte=al)
    coppie = Evento.objects.order_by().filter(escono | si_tolgono)
    coppie = coppie.values_list("pubblica_dal", "pubblica_fino")
    return [istante for coppia in coppie for istante in coppia if istante and dal < istante <= al]


def fini(dal, al):
    """Return the instants at which a date is over, with dal < instant <= al (aware)."""
    righe = DataEvento.objects.order_by().filter(fine__gt=dal, fine__lte=al)
    return list(righe.values_list("fine", flat=True))
