"""Amounts in the words of the refusals and of the checks: “mancano 1.250,00 € di fonti”."""

from django.utils.translation import gettext as _

from core.models.denaro import in_euro


def differenza(somma, totale, cosa):
    """Return in words how ``somma`` differs from ``totale``; empty when it does not. ``cosa``: “di fonti”."""
    if somma == totale:
        return ""
    testo = _("mancano %(euro)s %(cosa)s") if somma < totale else _("ci sono %(euro)s %(cosa)s di troppo")
    return testo % {"euro": in_euro(abs(totale - somma)), "cosa": cosa}
