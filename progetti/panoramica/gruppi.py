"""Filtering and adding up, in Decimal, nothing read from the database.

Sums of different kinds (assigned, granted, co-financing) are never added: each has its own total.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from progetti.models import Finanziamento

Natura = Finanziamento.NaturaImporto
NATURE = (Natura.ASSEGNAZIONE, Natura.CONCESSO, Natura.COFINANZIAMENTO)
ZERO = Decimal("0.00")
NOTO, INSIEME, IGNOTO = "noto", "insieme", "ignoto"


@dataclass(frozen=True)
class Voce:
    """A row of money or a project, with its key in every grouping."""

    oggetto: object
    chiavi: dict


@dataclass(frozen=True)
class Somma:
    """The total of one kind, in euro to the cent; None when there is no row: not known, which is not zero.

    ``non_dettagliato``: the part whose single projects are not known.
    """

    natura: str
    totale: Decimal | None
    non_dettagliato: Decimal
    numero: int


@dataclass(frozen=True)
class Gruppo:
    """Rows and projects that share a key. ``chiave`` is None for the whole."""

    chiave: str | None
    nome: str
    righe: tuple = ()
    progetti: tuple = ()
    ignoti: dict = field(default_factory=dict)
    note: dict = field(default_factory=dict)

    def righe_di(self, natura):
        """Return the rows of one kind."""
        return [riga for riga in self.righe if riga.natura == natura]

    def somma(self, natura):
        """Return the ``Somma`` of one kind."""
        righe = self.righe_di(natura)
        return Somma(
            natura=natura,
            totale=sum((riga.importo for riga in righe), ZERO) if righe else None,
            non_dettagliato=sum((self.ignoti.get(riga, ZERO) for riga in righe), ZERO),
            numero=len(righe),
        )

    @property
    def somme(self):
        """Return the sums of every kind, in the order they are shown."""
        return [self.somma(natura) for natura in NATURE]

    def quanti(self, come):
        """Return how many projects have their grant known alone, together with others, or not known."""
        return sum(self.note.get(progetto.pk, IGNOTO) == come for progetto in self.progetti)


@dataclass(frozen=True)
class Insieme:
    """What is counted. ``ignoti``: {row: its part that is not itemised}; ``note``: {pk of project: how known
    its grant is}, which does not depend on the filters.
    """

    righe: tuple = ()
    progetti: tuple = ()
    ignoti: dict = field(default_factory=dict)
    note: dict = field(default_factory=dict)

    def scelto(self, scelte):
        """Return what has the keys ``scelte``, {grouping: key}; an empty key chooses nothing."""
        attive = {per: chiave for per, chiave in scelte.items() if chiave}

        def tiene(voce):
            return all(voce.chiavi[per] == chiave for per, chiave in attive.items())

        return Insieme(
            tuple(filter(tiene, self.righe)), tuple(filter(tiene, self.progetti)), self.ignoti, self.note
        )

    def tutto(self, nome=""):
        """Return the whole as one ``Gruppo``."""
        return self._gruppo(None, nome, self.righe, self.progetti)

    def per(self, per, nomi):
        """Return the groups of ``per`` that hold something, in the order of ``nomi``, {key: name}."""
        righe, progetti = _divise(self.righe, per), _divise(self.progetti, per)
        return [
            self._gruppo(chiave, nome, righe.get(chiave, ()), progetti.get(chiave, ()))
            for chiave, nome in nomi.items()
            if chiave in righe or chiave in progetti
        ]

    def _gruppo(self, chiave, nome, righe, progetti):
        return Gruppo(
            chiave,
            nome,
            tuple(voce.oggetto for voce in righe),
            tuple(voce.oggetto for voce in progetti),
            self.ignoti,
            self.note,
        )


def come_noti(righe):
    """Return {pk of project: NOTO or INSIEME}: whether its grant is known alone or with that of others."""
    note = {}
    for riga in righe:
        if riga.natura == Natura.CONCESSO:
            for progetto in riga.progetti:
                if riga.dettagliata:
                    note[progetto.pk] = NOTO
                else:
                    note.setdefault(progetto.pk, INSIEME)
    return note


def _divise(voci, per):
    divise = {}
    for voce in voci:
        divise.setdefault(voce.chiavi[per], []).append(voce)
    return divise
