"""The line at the foot of the pages that may be judged."""

from django import template

from giudizi.pagine import FUORI, LUNGHEZZA

register = template.Library()


@register.simple_tag(takes_context=True)
def pagina_da_giudicare(context):
    """Return the path of the page when it may be judged, else "": it depends on the address alone."""
    request = context.get("request")
    trovata = getattr(request, "resolver_match", None)
    if trovata is None or trovata.view_name in FUORI or not getattr(trovata.func, "pubblica", False):
        return ""
    percorso = request.path
    return percorso if percorso.endswith("/") and len(percorso) <= LUNGHEZZA else ""
