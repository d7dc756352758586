"""Pages of the admin that belong to no model: a room registers them, the site gives them their addresses.

A function of a room gets the admin site and returns its paths, each view wrapped in ``sito.admin_view``.
Another, ``voci(request)``, may return the lines of the first page that lead there, for who may open them:
dicts of ``titolo``, ``testo`` and ``indirizzo``.
"""

_pagine = []
_voci = []


def registra_pagine(percorsi, voci=None):
    """Add the pages of ``percorsi(sito)``, named under “admin:”, and the lines of ``voci(request)``."""
    _pagine.append(percorsi)
    if voci:
        _voci.append(voci)


def percorsi(sito):
    """Return the paths that the rooms registered."""
    return [percorso for funzione in _pagine for percorso in funzione(sito)]


def voci(request):
    """Return the lines of the first page that lead to the pages ``request.user`` may open."""
    return [voce for funzione in _voci for voce in funzione(request)]
