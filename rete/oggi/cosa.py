"""Something that a member has to do."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Cosa:
    """Something to do: its kind, what, why or since when, and the button that leads there."""

    genere: str
    titolo: str
    testo: str
    azione: str
    indirizzo: str
