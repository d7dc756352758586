"""The admin of the Comitato, by noun."""

from comitato.admin import (
    azioni_decise,
    composizione,
    copertura,
    cruscotto,
    decisioni,
    istantanee,
    quesiti,
    rapporti,
    sedute,
    valutazioni,
    valutazioni_pagine,
    verbali,
)

__all__ = [
    "azioni_decise",
    "composizione",
    "copertura",
    "cruscotto",
    "decisioni",
    "istantanee",
    "quesiti",
    "rapporti",
    "sedute",
    "valutazioni",
    "valutazioni_pagine",
    "verbali",
]
