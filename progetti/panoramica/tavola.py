"""The groups that a request asks for, each with the residents its money is compared with."""

from dataclasses import dataclass, field
from functools import cached_property

from progetti.panoramica.abitanti import Abitanti, a_testa_in_cifre
from progetti.panoramica.carica import Dati
from progetti.panoramica.carta import RigaAmbito
from progetti.panoramica.chiavi import NESSUNO, PIU, TUTTI
from progetti.panoramica.gruppi import NATURE, Gruppo, Natura


@dataclass(frozen=True)
class RigaTavola:
    """A group and, for each kind of sum, the ``Residenti`` of its territory on the date of its money.

    There are none when the sums have more than one date, or when where they are is not known.
    """

    per: str
    gruppo: Gruppo
    di_natura: dict

    @property
    def residenti(self):
        """Return the ``Residenti`` when all the kinds have the same, else None."""
        diversi = set(filter(None, self.di_natura.values()))
        return diversi.pop() if len(diversi) == 1 else None

    def a_persona(self, natura):
        """Return euro per inhabitant of a kind of sum, to the cent; None when it cannot be."""
        return a_testa_in_cifre(self.gruppo.somma(natura).totale, self.di_natura.get(natura))


@dataclass
class Tavola:
    """The rows and projects chosen by ``scelte`` ({grouping: key}), divided by ``per``."""

    dati: Dati
    abitanti: Abitanti
    per: str = "ciclo"
    scelte: dict = field(default_factory=dict)

    @cached_property
    def insieme(self):
        """Return what the filters keep."""
        return self.dati.insieme.scelto(self.scelte)

    @cached_property
    def righe(self):
        """Return the ``RigaTavola`` of every group that holds something."""
        return [self._riga(gruppo) for gruppo in self.insieme.per(self.per, self.dati.nomi[self.per])]

    @cached_property
    def totale(self):
        """Return the ``RigaTavola`` of the whole."""
        return self._riga(self.insieme.tutto())

    def righe_ambiti(self, indirizzo):
        """Return a ``RigaAmbito`` per ambito; ``indirizzo(slug)`` leads to its rows."""
        gruppi = {gruppo.chiave: gruppo for gruppo in self.insieme.per("ambito", self.dati.nomi["ambito"])}
        return [
            self._riga_ambito(ambito, gruppi.get(ambito.slug) or Gruppo(ambito.slug, ambito.nome), indirizzo)
            for ambito in self.dati.voc.ambiti.values()
        ]

    def _riga_ambito(self, ambito, gruppo, indirizzo):
        residenti = self._residenti(gruppo.righe_di(Natura.CONCESSO), ambito.slug)
        concesso = gruppo.somma(Natura.CONCESSO)
        return RigaAmbito(
            ambito=ambito,
            gruppo=gruppo,
            residenti=residenti,
            a_persona=a_testa_in_cifre(concesso.totale, residenti),
            url=indirizzo(ambito.slug),
            fuori=not gruppo.progetti and self._fuori(ambito),
        )

    def _fuori(self, ambito):
        """Return whether the ambito was not in the territory at the beginning of the cycle that is chosen."""
        piani = [piano for piano in self.dati.voc.piani.values() if piano.code == self.scelte.get("ciclo")]
        giorno = self.abitanti.data_per(piani[0].anno_dal) if piani else None
        return giorno is not None and self.abitanti.al(giorno, ambito.pk) is None

    def _riga(self, gruppo):
        dove = gruppo.chiave if self.per == "ambito" and gruppo.chiave else self.scelte.get("ambito")
        return RigaTavola(
            self.per, gruppo, {natura: self._residenti(gruppo.righe_di(natura), dove) for natura in NATURE}
        )

    def _residenti(self, righe, dove):
        """Return the ``Residenti`` of ``dove`` (a key of ambito) on the one date of ``righe``, else None."""
        date = {self.abitanti.data_per(self.dati.anno_di(riga)) for riga in righe}
        if len(date) != 1 or dove in (PIU, NESSUNO):
            return None
        return self.abitanti.al(date.pop(), self.chiave_ambito(dove))

    def chiave_ambito(self, dove):
        """Return the pk of the ambito with the slug ``dove``, None for the whole territory."""
        if not dove or dove == TUTTI:
            return None
        return next(ambito.pk for ambito in self.dati.voc.ambiti.values() if ambito.slug == dove)
