"""How good a sheet is, from 0 to 100, and why it is not better. Pure: it reads plain values, not rows."""

from typing import NamedTuple

from servizi.domande import DOMANDE
from servizi.models import VoceTipologia

Uso = VoceTipologia.Uso
PESI = {Uso.OBBLIGATORIA: 6, Uso.UTILE: 3, None: 1}
"""What an answer is worth, by how much the question counts for the typology (None: staff said nothing)."""


class Qualita(NamedTuple):
    """``punti`` of 100; ``motivi``: the questions without an answer that count, the heaviest first."""

    punti: int
    motivi: tuple


def qualita(valori, voci):
    """Return the Qualita of a sheet.

    ``valori``: {field: plain value} (``core.proposte.con_proposta``, or ``Scheda.leggi``); ``voci``: {code of
    a question: VoceTipologia} of its typology (``servizi.voci``).
    """
    pesi = {domanda: PESI[uso(domanda, voci)] for domanda in chieste(voci)}
    senza = [domanda for domanda in pesi if not domanda.risposta(valori)]
    persi = sum(pesi[domanda] for domanda in senza)
    motivi = [domanda for domanda in senza if uso(domanda, voci)]
    motivi.sort(key=lambda domanda: -pesi[domanda])
    return Qualita(100 - round(100 * persi / sum(pesi.values())), tuple(motivi))


def mancanti(valori, voci):
    """Return the questions without whose answer the sheet is not published, in order."""
    return [d for d in chieste(voci) if uso(d, voci) == Uso.OBBLIGATORIA and not d.risposta(valori)]


def chieste(voci):
    """Return the questions that the typology needs, in order."""
    return [domanda for domanda in DOMANDE if uso(domanda, voci) != Uso.NON_SERVE]


def uso(domanda, voci):
    """Return how much ``domanda`` counts, None when staff said nothing about it."""
    voce = voci.get(domanda.codice)
    return Uso(voce.uso) if voce else None
