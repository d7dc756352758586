"""Amounts in the words of the refusals and of the checks: “mancano 1.250,00 € di fonti”."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _


def in_euro(importo):
    """Return “1.250,00 €”."""
    return f"{number_format(importo, decimal_pos=2, force_grouping=True)}\u00a0€"


def differenza(somma, totale, cosa):
    """Return in words how ``somma`` differs from ``totale``; empty when it does not. ``cosa``: “di fonti”."""
    if somma == totale:
        return ""
    testo = _("mancano %(euro)s %(cosa)s") if somma < totale else _("ci sono %(euro)s %(cosa)s di troppo")
    return testo % {"euro": in_euro(abs(totale - somma)), "cosa": cosa}
