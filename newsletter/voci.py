"""An item of a number as it is read: plain words, a link, and for whom."""

from typing import NamedTuple

from newsletter.models import Argomento


class Voce(NamedTuple):
    """An item: ``url`` is a path of the portal, ``ambiti`` the keys of where it is for (none: everywhere)."""

    argomento: Argomento
    chiave: int
    titolo: str
    riga: str
    quando: str
    url: str
    ambiti: frozenset = frozenset()
    dimostrativo: bool = False


class Sezione(NamedTuple):
    """A topic with its items, in order."""

    argomento: Argomento
    nome: str
    voci: tuple


def riguarda(voce, ambiti):
    """Return whether an item is for who asked for ``ambiti`` (keys; none: everywhere)."""
    return not ambiti or not voce.ambiti or not voce.ambiti.isdisjoint(ambiti)


def sezioni(voci, argomenti, ambiti=frozenset()):
    """Return the sections of a number for who wants ``argomenti`` in ``ambiti``; empty ones are left out."""
    tutte = []
    for argomento in Argomento:
        sue = tuple(v for v in voci if v.argomento == argomento and riguarda(v, ambiti))
        if argomento in argomenti and sue:
            tutte.append(Sezione(argomento, argomento.label, sue))
    return tutte
