"""What the coverage is counted on, once read: places, typologies, services, needs, projects."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from comitato.copertura.eta import Fascia


@dataclass(frozen=True)
class Luogo:
    """A comune in force on the day, with the pk of its ambito."""

    pk: int
    nome: str
    codice: str
    ambito: int


@dataclass(frozen=True)
class Tipo:
    """A typology: pk, code, name, pk of its group, years it is for (None: not defined), lines of action."""

    pk: int
    code: str
    nome: str
    gruppo: int
    fascia: Fascia | None = None
    linee: frozenset = frozenset()


@dataclass(frozen=True)
class Quando:
    """A period. ``valgono``: pks of the periods that take it in: itself, the whole year if part of it."""

    pk: int
    code: str
    nome: str
    valgono: frozenset


@dataclass(frozen=True)
class Offerta:
    """A service that is running: typology, periods, comuni whose residents may use it, comuni with a door.

    ``posti``: places in all, None when the sheet does not say.
    """

    pk: int
    titolo: str
    slug: str
    tipologia: int
    periodi: frozenset = frozenset()
    serviti: frozenset = frozenset()
    porte: frozenset = frozenset()
    posti: int | None = None
    dimostrativo: bool = False


@dataclass(frozen=True)
class Bisogni:
    """Needs since ``dal``. ``mancanti``: {(comune, typology, period or None): times}.

    ``ricerche``: {(comune or None, typology): {words: times}} of the searches without result whose words name
    a typology. ``non_lette``: times of those whose words do not.
    """

    dal: date
    mancanti: dict = field(default_factory=dict)
    ricerche: dict = field(default_factory=dict)
    non_lette: int = 0

    @cached_property
    def _per_casella(self):
        somme = defaultdict(lambda: defaultdict(int))
        for (comune, tipologia, periodo), volte in self.mancanti.items():
            somme[comune, tipologia][periodo] += volte
        return somme

    def mancano(self, comune, tipologia, periodi=None):
        """Return how many said that the typology is missing there; in one of ``periodi``, or no matter when.

        ``periodi``: set of pks, None for every period.
        """
        conti = self._per_casella.get((comune, tipologia), {})
        return sum(n for p, n in conti.items() if periodi is None or p is None or p in periodi)

    def cercati(self, comune, tipologia):
        """Return how many looked for the typology there, and found nothing."""
        return sum(self.parole(comune, tipologia).values())

    def parole(self, comune, tipologia):
        """Return {words: times} of those searches."""
        return self.ricerche.get((comune, tipologia), {})

    def per_periodo(self, comune, tipologia):
        """Return {period pk or None: times} of who said that the typology is missing there."""
        return dict(self._per_casella.get((comune, tipologia), {}))


@dataclass(frozen=True)
class Opera:
    """A project: the comuni it is on, the typologies it pays for, its lines of action, what it is part of.

    ``quando``: "in_corso", "concluso" or "proposta". ``parti``: words such as “FSE”, “Alleanza”. ``ciclo``:
    pk of its cycle, None when not known.
    """

    pk: int
    nome: str
    slug: str
    quando: str
    stato: str
    comuni: frozenset
    tipologie: frozenset
    linee: frozenset
    parti: tuple = ()
    ciclo: int | None = None
    dimostrativo: bool = False


@dataclass(frozen=True)
class Mondo:
    """All of it, on ``giorno``. ``residenti``: {(comune, year of age): people} on ``popolazione_al``.

    ``veri`` and ``dimostrativi``: running services of each kind, whichever are counted.
    """

    giorno: date
    comuni: tuple
    ambiti: dict
    tipologie: tuple
    gruppi: dict
    periodi: tuple
    servizi: tuple
    residenti: dict
    popolazione_al: date | None
    bisogni: Bisogni
    opere: tuple = ()
    veri: int = 0
    dimostrativi: int = 0
    con_dimostrativi: bool = False

    @cached_property
    def dell_ambito(self):
        """Return {ambito pk: its comuni of the day}."""
        per_ambito = defaultdict(list)
        for comune in self.comuni:
            per_ambito[comune.ambito].append(comune)
        return per_ambito

    @cached_property
    def _con_dato(self):
        return frozenset(comune for comune, _anno in self.residenti)

    def persone(self, comuni, fascia):
        """Return the residents of ``comuni`` (pks) in the years of ``fascia``; None when not known.

        One comune without its figures makes the sum unknown: it would be too low.
        """
        if fascia is None or not comuni or not self._con_dato.issuperset(comuni):
            return None
        return sum(self.residenti.get((comune, anno), 0) for comune in comuni for anno in fascia.anni)
