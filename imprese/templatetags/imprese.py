"""Words of the pages for firms."""

from django import template
from django.template.defaultfilters import floatformat

from aderenti.nomi import nome_pubblico
from core.models.denaro import in_euro

register = template.Library()


@register.filter
def misura_in_parole(misura):
    """Return the figure of a sheet as people read it: “1.000,00 €”, “5%”."""
    return in_euro(misura.valore) if misura.in_euro else f"{floatformat(misura.valore, '-2g')}%"


@register.filter
def chi_la_fa(pratica):
    """Return the name to publish of the firm of a good practice."""
    return nome_pubblico(pratica.organizzazione) if pratica.organizzazione else pratica.impresa
