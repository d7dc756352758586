"""The same money as the acts and as the press tell it, side by side, with the difference in euro (rule P16).

Nothing is chosen here: which figure counts is what ``righe`` says. 82,900 € or “84 thousand”, 179,988 € or
80,000 + 100,000: each keeps its source.
"""

from dataclasses import dataclass
from decimal import Decimal

from progetti.denaro.conti import ZERO
from progetti.models import Finanziamento

CERTE_PRIMA = [
    Finanziamento.Origine.ATTO,
    Finanziamento.Origine.DATO_APERTO,
    Finanziamento.Origine.ISTITUZIONALE,
    Finanziamento.Origine.STAMPA,
]


@dataclass(frozen=True)
class Versione:
    """What one origin says of the money: the rows that add up to ``importo``, euro.

    ``differenza``: euro more (or less) than the figure that counts; zero for that one.
    """

    origine: str
    somme: tuple
    importo: Decimal
    differenza: Decimal

    @property
    def arrotondata(self):
        """Return whether one of its figures was rounded by who wrote it."""
        return any(somma.arrotondato for somma in self.somme)

    def get_origine_display(self):
        """Return the words for the origin."""
        return Finanziamento.Origine(self.origine).label


@dataclass(frozen=True)
class Confronto:
    """A sum that counts (``somma``) and the other ways to tell it, the surest origin first."""

    somma: Finanziamento
    versioni: tuple

    @property
    def concordi(self):
        """Return whether all say the same euro."""
        return not any(versione.differenza for versione in self.versioni)


def confronti(somme):
    """Return a Confronto for each of ``somme`` (a queryset of Finanziamento) that is told in other ways too.

    The figures of one origin that say the same money otherwise are added: the two projects of FIN-024 have a
    figure each.
    """
    elenco = []
    capi = somme.filter(alternativa_a=None).exclude(alternative=None).distinct()
    for somma in capi.prefetch_related("alternative__fonti", "alternative__progetto", "fonti"):
        prima = Versione(somma.origine, (somma,), somma.importo, ZERO)
        altre = [_versione(somma, origine) for origine in CERTE_PRIMA]
        elenco.append(Confronto(somma, (prima, *filter(None, altre))))
    return elenco


def _versione(somma, origine):
    """Return what the alternative figures of one origin say; None when it has none."""
    righe = tuple(altra for altra in somma.alternative.all() if altra.origine == origine)
    importo = sum((riga.importo for riga in righe), ZERO)
    return Versione(origine, righe, importo, importo - somma.importo) if righe else None


def del_progetto(progetto):
    """Return the comparisons about a project."""
    capi = Finanziamento.objects.filter(progetto=progetto) | Finanziamento.objects.filter(
        alternative__progetto=progetto
    )
    return confronti(capi)


def del_ciclo(piano):
    """Return the comparisons about a cycle."""
    return confronti(Finanziamento.objects.filter(piano=piano))
