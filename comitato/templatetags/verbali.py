"""The text of minutes as a page: headings, lists and paragraphs, everything escaped."""

import re

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

register = template.Library()


@register.filter
def come_pagina(testo, livello=2):
    """Return the HTML of minutes; ``livello``: of their first heading, left out when it is 1."""
    blocchi = re.split(r"\n\s*\n", (testo or "").replace("\r\n", "\n").strip())
    return mark_safe("\n".join(_blocco(blocco, int(livello)) for blocco in blocchi if blocco.strip()))


def _blocco(blocco, livello):
    """Return the HTML of a block: one heading, or lines and lists."""
    if blocco.startswith("# "):
        return format_html("<h{0}>{1}</h{0}>", livello, blocco[2:])
    if blocco.startswith("## "):
        return format_html("<h{0}>{1}</h{0}>", livello + 1, blocco[3:])
    if blocco.startswith("### "):
        return format_html("<h{0}>{1}</h{0}>", livello + 2, blocco[4:])
    pezzi, gruppo = [], []
    for riga in blocco.split("\n"):
        if gruppo and riga.startswith("- ") != gruppo[0].startswith("- "):
            pezzi.append(_gruppo(gruppo))
            gruppo = []
        gruppo.append(riga)
    return "".join([*pezzi, _gruppo(gruppo)])


def _gruppo(righe):
    if righe[0].startswith("- "):
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((r[2:],) for r in righe)))
    return format_html("<p>{}</p>", format_html_join(mark_safe("<br>"), "{}", ((r,) for r in righe)))


@register.filter
def senza_titolo(testo):
    """Return the text of minutes without its first heading: the page has it already."""
    return re.sub(r"\A# [^\n]*\n+", "", testo or "")
