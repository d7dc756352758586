"""Texts in Markdown and dates of events in the templates."""

from django import template

from redazione.eventi.parole import quando
from redazione.testo import PRIMO, in_html

register = template.Library()


@register.filter
def da_markdown(testo, primo=PRIMO):
    """Return the safe HTML of a text in Markdown, its headings from the level ``primo`` on."""
    return in_html(testo, primo)


@register.filter
def quando_si_tiene(data):
    """Return when the date of an event is held, in words."""
    return quando(data)
