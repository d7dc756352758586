"""The line at the foot of the pages that can be rated."""

from urllib.parse import urlencode

from django import template
from django.urls import reverse

from giudizi import pagine

register = template.Library()


@register.simple_tag(takes_context=True)
def indirizzo_del_giudizio(context):
    """Return where to rate this page, empty when it cannot be rated. It depends on the path alone."""
    request = context.get("request")
    if request is None or pagine.tipo_di(request.path) is None:
        return ""
    return f"{reverse('giudizi:rate')}?{urlencode({'pagina': request.path})}"
