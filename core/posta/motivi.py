"""What a message is about, as the rooms declare it (``AppConfig.ready``); the rest cannot be turned off."""

from collections.abc import Callable
from dataclasses import dataclass

from core.models import PreferenzaPosta

Modo = PreferenzaPosta.Modo


@dataclass(frozen=True)
class Motivo:
    """A kind of message: its code (``Messaggio.motivo``), its name and when it comes, for who receives it.

    ``modi`` are the ways a person may choose among, the first unless they say otherwise; one alone: no
    choice. ``racconta`` is called with a ``Messaggio`` in the transaction that writes what became of it.
    """

    codice: str
    nome: str
    spiegazione: str = ""
    modi: tuple = (Modo.SUBITO,)
    racconta: Callable | None = None


MOTIVI = {}


def registra_motivi(*motivi):
    """Declare the kinds of message of a room."""
    MOTIVI.update({motivo.codice: motivo for motivo in motivi})


def facoltativi():
    """Return the kinds of message that a person may choose how to receive, in the order of their names."""
    return sorted((m for m in MOTIVI.values() if len(m.modi) > 1), key=lambda motivo: str(motivo.nome))
