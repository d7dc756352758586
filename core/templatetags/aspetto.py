"""Tags of the look: what a page says of itself in its head, and the main menu. No rule lives here."""

import re

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html, strip_tags
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

register = template.Library()

NOME = _("Rete di Conciliazione della Montagna")
MENU = [
    ("/servizi/", _("Servizi")),
    ("/territorio/", _("Territorio")),
    ("/aderenti/", _("Aderenti")),
    ("/alleanze/", _("Alleanze")),
    ("/progetti/", _("Progetti")),
    ("/imprese/", _("Imprese")),
    ("/la-rete/", _("La Rete")),
]


@register.simple_block_tag
def titolo_pagina(content):
    """Wrap the block of the title: write ``<title>`` and ``og:title``; an empty one is the portal's name."""
    titolo = _riga(content)
    completo = format_html("{} · {}", titolo, NOME) if titolo else NOME
    return format_html('<title>{}</title><meta property="og:title" content="{}">', completo, titolo or NOME)


@register.simple_block_tag
def descrizione_pagina(content):
    """Wrap the block of the description: write ``description`` and ``og:description``."""
    return format_html(
        '<meta name="description" content="{0}"><meta property="og:description" content="{0}">',
        _riga(content),
    )


@register.simple_tag(takes_context=True)
def indirizzo_canonico(context):
    """Return the absolute address of the page: the path, and the page number of a list beyond the first.

    Empty where there is no request (the page of error 500).
    """
    request = context.get("request")
    if request is None:
        return ""
    pagina = request.GET.get("pagina", "")
    coda = f"?pagina={pagina}" if pagina.isdecimal() and pagina.isascii() and int(pagina[:6]) > 1 else ""
    return f"{settings.SITE_URL}{request.path}{coda}"


@register.simple_tag
def static_assoluto(percorso):
    """Return the absolute address of a static file, as Open Graph asks."""
    return f"{settings.SITE_URL}{static(percorso)}"


@register.simple_tag(takes_context=True)
def sezione(context):
    """Return the address of the section of the menu the page is in, empty for the other pages."""
    percorso = getattr(context.get("request"), "path", "")
    return next((indirizzo for indirizzo, _etichetta in MENU if percorso.startswith(indirizzo)), "")


@register.simple_tag(takes_context=True)
def voci_menu(context):
    """Return the main menu as (address, label, whether the page is in that section)."""
    percorso = getattr(context.get("request"), "path", "")
    return [(indirizzo, etichetta, percorso.startswith(indirizzo)) for indirizzo, etichetta in MENU]


@register.simple_tag
def pagine_vicine(page_obj):
    """Return the page numbers to offer: the first, the last, those around this one, and "…" between."""
    return list(page_obj.paginator.get_elided_page_range(page_obj.number, on_each_side=1, on_ends=1))


def _riga(html):
    """Return rendered HTML as one line of text, already escaped and safe inside an attribute."""
    testo = re.sub(r"\s+", " ", strip_tags(html)).strip()
    return mark_safe(testo.replace('"', "&quot;"))
