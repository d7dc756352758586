"""Texts in Markdown in the templates."""

from django import template

from redazione.testo import PRIMO, in_html

register = template.Library()


@register.filter
def da_markdown(testo, primo=PRIMO):
    """Return the safe HTML of a text in Markdown, its headings from the level ``primo`` on."""
    return in_html(testo, primo)
