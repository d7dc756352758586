"""Which pages can be rated: kinds of public pages, named by who knows them, and whether a path is one.

The rooms are above this one: the roof registers the kinds, ``{URL name: words for people}``.
"""

from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve

LUNGHEZZA = 300  # characters of a path
_tipi = {}


def registra_tipi(tipi):
    """Add kinds of pages that can be rated."""
    _tipi.update(tipi)


def tipi():
    """Return {URL name: kind in words} of the pages that can be rated."""
    return dict(_tipi)


def nome_del_tipo(tipo):
    """Return a kind in words; one that is no longer registered is its URL name."""
    return _tipi.get(tipo, tipo)


def tipo_di(percorso):
    """Return the kind of a page by its path, None when no page of that address can be rated."""
    trovato = _risolto(percorso)
    return trovato.view_name if trovato else None


def esiste(request, percorso):
    """Return whether a path that can be rated opens a page now, for who has no account.

    It asks the view itself, that reads nothing of the visitor and, as a template response, is not rendered.
    """
    trovato = _risolto(percorso)
    if trovato is None:
        return False
    visita = HttpRequest()
    visita.method = "GET"
    visita.path = visita.path_info = percorso
    visita.META = {**request.META, "REQUEST_METHOD": "GET", "PATH_INFO": percorso, "QUERY_STRING": ""}
    visita.resolver_match = trovato
    try:
        return trovato.func(visita, *trovato.args, **trovato.kwargs).status_code == 200
    except Http404:
        return False


def _risolto(percorso):
    """Return the match of a path that can be rated, or None."""
    if len(percorso) > LUNGHEZZA or not percorso.startswith("/") or percorso.startswith("//"):
        return None
    try:
        trovato = resolve(percorso)
    except Resolver404:
        return None
    return trovato if trovato.view_name in _tipi and getattr(trovato.func, "pubblica", False) else None
