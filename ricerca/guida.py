"""The printable guide of a valley: its services today, group by group, the same on the page and on paper."""

from itertools import groupby
from typing import NamedTuple

from servizi import brevi

MASSIMO = 600  # services in a guide: some hundred sheets of paper
ORDINE = [
    "tipologia__gruppo__ordine",
    "tipologia__gruppo__label",
    "tipologia__gruppo",
    "tipologia__ordine",
    "tipologia__label",
    "tipologia",
    "titolo",
    "pk",
]


class Parte(NamedTuple):
    """A group with its typologies, or a typology with its services: ``voci``. ``numero`` counts services."""

    code: str
    nome: str
    numero: int
    voci: list


class Guida(NamedTuple):
    """The services of a place: ``gruppi`` in the order of the vocabularies.

    ``oltre``: there are more than MASSIMO. ``finti``: some are invented, to show the portal.
    """

    gruppi: list
    numero: int
    oltre: bool
    finti: bool


def guida(servizi):
    """Return the Guida of a queryset of services, at most MASSIMO of them."""
    righe = list(brevi.con_le_righe(servizi).order_by(*ORDINE)[: MASSIMO + 1])
    oltre, righe = len(righe) > MASSIMO, righe[:MASSIMO]
    gruppi = _parti(righe, lambda s: s.tipologia.gruppo, lambda s: _parti(s, _tipologia, _in_breve))
    return Guida(gruppi, len(righe), oltre, any(servizio.dimostrativo for servizio in righe))


def _parti(servizi, voce_di, dentro):
    """Return a Parte for each run of services of the same entry of a vocabulary."""
    parti = []
    for voce, riga in groupby(servizi, voce_di):
        insieme = list(riga)
        parti.append(Parte(voce.code, voce.label, len(insieme), dentro(insieme)))
    return parti


def _tipologia(servizio):
    return servizio.tipologia


def _in_breve(servizi):
    return [brevi.breve(servizio) for servizio in servizi]
