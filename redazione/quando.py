"""The instants at which the pages of the news change by themselves (``core.scadenze``)."""

from django.db.models import Q

from redazione.models import Notizia


def istanti(dal, al):
    """Return the instants at which news come out or leave, with dal < instant <= al (aware)."""
    escono = Q(pubblica_dal__gt=dal, pubblica_dal__lte=al)
    si_tolgono = Q(pubblica_fino__gt=dal, pubblica_fino__lte=al)
    coppie = Notizia.objects.order_by().filter(escono | si_tolgono)
    coppie = coppie.values_list("pubblica_dal", "pubblica_fino")
    return [istante for coppia in coppie for istante in coppia if istante and dal < istante <= al]
