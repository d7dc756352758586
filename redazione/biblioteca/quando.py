"""The instants at which the pages of the library change by themselves (``core.scadenze``)."""

from redazione.biblioteca.models import Documento


def uscite(dal, al):
    """Return the instants at which papers come out, with dal < instant <= al (aware)."""
    righe = Documento.objects.order_by().filter(pubblica_dal__gt=dal, pubblica_dal__lte=al)
    return list(righe.values_list("pubblica_dal", flat=True))
