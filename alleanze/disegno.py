"""The drawing of who works with whom: bodies on the left, what they do together on the right, lines."""

from dataclasses import dataclass

PASSO = 24  # units of the drawing between two names
LARGO = 720
SINISTRA, DESTRA = 310, 410  # where the lines start and end
LETTERE = 40  # of a name, before it is cut


@dataclass(frozen=True)
class Voce:
    """A name at a height: ``testo`` is cut to fit, ``intero`` is not."""

    testo: str
    intero: str
    y: int


@dataclass(frozen=True)
class Disegno:
    """What the template draws: names on both sides, lines (x1, y1, x2, y2), size."""

    enti: list
    insiemi: list
    linee: list
    alto: int
    largo: int = LARGO
    sinistra: int = SINISTRA
    destra: int = DESTRA


def disegna(nodi, insiemi):
    """Return the Disegno of bodies (Nodo) and things (Insieme); None when there is nothing to draw."""
    if not nodi:
        return None
    alto = (max(len(nodi), len(insiemi)) + 1) * PASSO
    posto = {id(insieme): n for n, insieme in enumerate(insiemi)}
    in_fila = sorted(nodi, key=lambda nodo: sorted(posto.get(id(i), len(posto)) for i in nodo.insiemi))
    enti = {nodo.ente.pk: _voce(nodo.ente, (n + 1) * PASSO) for n, nodo in enumerate(in_fila)}
    cose = [_voce(insieme, y) for insieme, y in zip(insiemi, _altezze(insiemi, enti, alto), strict=True)]
    linee = [
        (SINISTRA, enti[pk].y - 4, DESTRA, cosa.y - 4)
        for insieme, cosa in zip(insiemi, cose, strict=True)
        for pk in insieme.enti
    ]
    return Disegno(enti=list(enti.values()), insiemi=cose, linee=linee, alto=alto)


def _altezze(insiemi, enti, alto):
    """Return a height for each thing: the middle of its bodies, no closer than a step to the one above."""
    altezze, sopra = [], 0
    for n, insieme in enumerate(insiemi):
        mezzo = sum(enti[pk].y for pk in insieme.enti) // len(insieme.enti)
        ultimo = alto - PASSO * (len(insiemi) - n)
        sopra = max(min(mezzo, ultimo), sopra + PASSO)
        altezze.append(sopra)
    return altezze


def _voce(oggetto, y):
    """Return a name at the height ``y``, with a star when it is invented."""
    intero = str(oggetto)
    testo = intero if len(intero) <= LETTERE else intero[: LETTERE - 1].rstrip() + "…"
    finto = getattr(oggetto, "oggetto", oggetto).dimostrativo
    return Voce(f"{testo} *" if finto else testo, intero, y)
