"""Which pages may be judged: those that the portal shows to everybody, the same for each."""

from django.urls import Resolver404, resolve

LUNGHEZZA = 300  # characters of a path
FUORI = {"rete:home"}  # the first page has nothing of its own to judge


def tipo_di(percorso):
    """Return the name of the view of a page that may be judged, "" for any other address.

    ``percorso``: a path of the portal, without query; one that ends without a slash is a file.
    """
    if not percorso.startswith("/") or percorso.startswith("//") or not percorso.endswith("/"):
        return ""
    if len(percorso) > LUNGHEZZA or not percorso.isprintable() or "?" in percorso or "#" in percorso:
        return ""
    try:
        trovata = resolve(percorso)
    except Resolver404:
        return ""
    if not getattr(trovata.func, "pubblica", False) or trovata.view_name in FUORI:
        return ""
    return trovata.view_name
