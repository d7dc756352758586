"""Guards on the rows of the admin: a room above limits what some people see of a room below.

A guard is ``funzione(request, queryset) -> queryset``. Every list, sheet, history and page of one row of the
admin goes through them: what a guard leaves out does not exist for who asks.
"""

from collections import defaultdict

_guardie = defaultdict(list)


def registra_guardia(etichetta, funzione):
    """Put a guard on the model ``app.model``."""
    if funzione not in _guardie[etichetta]:
        _guardie[etichetta].append(funzione)


def c_e_una_guardia(modello):
    """Return whether somebody may be kept from rows of a model."""
    return bool(_guardie.get(modello._meta.label_lower))


def limita(request, righe):
    """Return the rows that who asks may see."""
    for funzione in _guardie.get(righe.model._meta.label_lower, ()):
        righe = funzione(request, righe)
    return righe
