"""Words of a call for templates: they only call progetti.avvisi.quando."""

from django import template

from progetti.avvisi import quando

register = template.Library()
register.filter("conto", quando.conto)


@register.filter
def nel_momento(istante, ore_note=True):
    """Return an instant in words, without the hour when it is not known."""
    return quando.in_parole(istante, con_ora=ore_note) if istante else ""
