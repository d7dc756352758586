"""Words and links of the pages of the Comitato."""

from decimal import Decimal

from django import template
from django.template.defaultfilters import floatformat
from django.urls import reverse
from django.utils.html import format_html_join

from comitato.sedute.carte import decisioni_lette as lette

register = template.Library()
FORMATI = {"html": "da stampare", "pdf": "PDF", "xlsx": "Excel", "ods": "LibreOffice"}


@register.filter
def in_numero(testo):
    """Return a figure kept as text (“1234.50”) as people read it: “1.234,5”."""
    return floatformat(Decimal(testo), "-2g")


@register.simple_tag
def decisioni_lette(seduta, chi):
    """Return the decisions of a meeting that ``chi`` may read."""
    return lette(seduta, chi)


@register.simple_tag
def rapporto_links(quale, chiave, al=None):
    """Return the links to a report in each format: ``quale`` is the end of its URL name."""
    coda = f"?al={al:%Y-%m-%d}" if al else ""
    return format_html_join(
        ", ",
        '<a href="{}{}">{}</a>',
        (
            (reverse(f"admin:comitato_report_{quale}", args=[chiave, formato]), coda, nome)
            for formato, nome in FORMATI.items()
        ),
    )
