"""Maps of the territory as inline SVG: every area is a link with its name and its figure.

``scripts/build_mappe.py`` builds the shapes, in ``territorio/mappe``, from the reference boundaries.
A map is never the only way: whoever draws one puts the same names, figures and links in a list beside it.
"""

import json
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.html import escape
from django.utils.safestring import mark_safe

CARTELLA = Path(__file__).resolve().parent / "mappe"
AMBITI = "ambiti"  # the map of the eight ambiti; those of their comuni are named by ``codice_ambito``
# Class names are written in full: the build of the style sheet looks for them here.
COLORI = ("mappa-passo-0", "mappa-passo-1", "mappa-passo-2", "mappa-passo-3", "mappa-passo-4")
PASSI = len(COLORI) - 1  # colours above zero
# Sizes of a name in units of the viewBox, always 1000 wide: the steps of mappa.css from narrow to wide.
CORPI = {42: "", 30: ' class="mappa-corpo-30"', 23: ' class="mappa-corpo-23"'}
LARGHEZZA_LETTERA = 0.52  # of the size, on average


@dataclass(frozen=True, slots=True)
class Area:
    """An area as the caller wants it shown.

    ``codice``: ``codice_ambito`` of an ambito, ISTAT code of a comune. ``cifra``, 0 or more, gives the
    colour. ``etichetta`` is read after the name: the figure in words ("14 servizi") and, for an area that
    left the Rete (``uscita``, drawn hatched), that it left. What is no count gives its colour in ``classe``
    (see ``classi``): its ``cifra`` is then the text under the name, with no mark-up.
    """

    codice: str
    nome: str
    url: str
    cifra: int | str
    etichetta: str
    uscita: bool = False
    classe: int | None = None


@dataclass(frozen=True, slots=True)
class Voce:
    """A line of the legend: ``COLORI[passo]`` means a figure from ``da`` to ``a``, or what ``parole`` say."""

    passo: int
    da: int = 0
    a: int = 0
    parole: str = ""


def codice_ambito(ambito):
    """Return the name of the map of an ambito's comuni, which is also its code on the map of the ambiti.

    It is the slug of the reference data, found by comune di riferimento: a slug changed in the admin keeps
    its map. Empty for an ambito that the reference data do not know.
    """
    return _mappe()[AMBITI]["riferimenti"].get(ambito.codice_istat_riferimento, "")


def disegna(mappa, aree, *, titolo, cifre=True):
    """Return the SVG of ``mappa``, named ``titolo``, with the ``Area`` objects ``aree`` as links, in order.

    ``cifre``: whether to write the figures under the names; without them only the colours differ.

    An area of the map that is not in ``aree`` is drawn without a link; one of ``aree`` that is not on the
    map is left to the list beside it. An empty string when there is no such map.
    """
    if mappa not in _mappe():
        return ""
    forme = _mappe()[mappa]["aree"]
    presenti = [area for area in aree if area.codice in forme]
    massimo = max((area.cifra for area in presenti if area.classe is None), default=0)
    con_link = {area.codice for area in presenti}
    parti = [
        _testa(mappa, titolo),
        *(f'<path class="mappa-vuota" d="{forme[c]["d"]}"/>' for c in forme if c not in con_link),
        _tratteggio(mappa) if any(area.uscita for area in presenti) else "",
        *(_collegamento(mappa, area, forme[area.codice]["d"], massimo) for area in presenti),
        '<g class="mappa-nomi" aria-hidden="true">',
        *(_nome(area, forme[area.codice], sempre=mappa == AMBITI, cifre=cifre) for area in presenti),
        "</g></svg>",
    ]
    return mark_safe("".join(parti))


def passo(cifra, massimo):
    """Return the colour, 0 to 4, of ``cifra`` where the highest is ``massimo``: 0, then equal parts."""
    scala = max(massimo, PASSI)
    return -(-cifra * PASSI // scala)


def classi(valori):
    """Return {value: colour, 1 to 4} of amounts: as many areas of each colour as equal values allow.

    With four different values or fewer each has its own colour (quantiles; None is no value).
    """
    presenti = sorted(valore for valore in valori if valore is not None)
    diversi = sorted(set(presenti))
    if len(diversi) <= PASSI:
        return {valore: posto for posto, valore in enumerate(diversi, PASSI - len(diversi) + 1)}
    return {valore: -(-bisect_right(presenti, valore) * PASSI // len(presenti)) for valore in diversi}


def legenda(aree):
    """Return the ``Voce`` lines that explain the colours of ``aree``, from the lowest."""
    massimo = max((area.cifra for area in aree), default=0)
    scala = max(massimo, PASSI)
    voci = [Voce(p, (p - 1) * scala // PASSI + 1, p * scala // PASSI) for p in range(1, PASSI + 1)]
    zero = [Voce(0, 0, 0)] if any(area.cifra == 0 for area in aree) else []
    return zero + [voce for voce in voci if voce.da <= massimo]


@cache
def _mappe():
    return {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in CARTELLA.glob("*.json")}


def _testa(mappa, titolo):
    return (
        f'<svg class="mappa-disegno mappa-{mappa}" role="group" viewBox="{_mappe()[mappa]["viewBox"]}">'
        f"<title>{escape(titolo)}</title>"
    )


def _tratteggio(mappa):
    return (
        f'<pattern id="uscita-{mappa}" width="16" height="16" patternUnits="userSpaceOnUse">'
        '<path class="mappa-tratto" d="M-4 4 4-4M0 16 16 0M12 20 20 12"/></pattern>'
    )


def _collegamento(mappa, area, tracciato, massimo):
    quale = passo(area.cifra, massimo) if area.classe is None else area.classe
    colore = "mappa-uscita" if area.uscita else COLORI[quale]
    riempimento = f' fill="url(#uscita-{mappa})"' if area.uscita else ""
    return (
        f'<a class="{colore}" href="{escape(area.url)}">'
        f"<title>{escape(area.nome)}: {escape(area.etichetta)}</title>"
        f'<path{riempimento} d="{tracciato}"/></a>'
    )


def _nome(area, forma, *, sempre, cifre):
    """Return name, on one or two lines, and figure where there is room (``sempre``: anyhow)."""
    for righe in ([area.nome], _in_due(area.nome)):
        corpo = next((c for c in CORPI if _larghezza(righe) * c <= forma["spazio"]), None)
        if corpo or sempre:
            cifra = area.cifra if cifre else None
            return _testo(righe, cifra, forma, "" if sempre else CORPI[corpo])
    return ""


def _in_due(nome):
    """Return the lines of ``nome`` cut at the space nearest to its middle."""
    tagli = [i for i, lettera in enumerate(nome) if lettera == " "]
    if not tagli:
        return [nome]
    taglio = min(tagli, key=lambda i: abs(i - len(nome) / 2))
    return [nome[:taglio], nome[taglio + 1 :]]


def _larghezza(righe):
    """Return the width of the longest of ``righe``, in sizes of the letter; three letters at least."""
    return max(3, *(len(riga) for riga in righe)) * LARGHEZZA_LETTERA


def _testo(righe, cifra, forma, classe):
    x = forma["x"]
    altre = [f'<tspan x="{x}" dy="1em">{escape(riga)}</tspan>' for riga in righe[1:]]
    su = ' dy="-.8em"' if altre else ""
    sotto = "" if cifra is None else f'<tspan class="mappa-cifra" x="{x}" dy="1.1em">{cifra}</tspan>'
    return f'<text{classe} x="{x}" y="{forma["y"]}"{su}>{escape(righe[0])}{"".join(altre)}{sotto}</text>'
